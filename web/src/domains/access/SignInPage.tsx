import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import { sessionQuery } from '../../session/session';
import mark from '../../ui/mark.svg';

const route = getRouteApi('/sign-in');

interface Credentials {
  login: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation('access');
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const title = t('signIn.title');
  useEffect(() => {
    document.title = `${title} · E-Town`;
  }, [title]);
  const signIn = useMutation({
    mutationFn: async (body: Credentials) => dataOf(await api.POST('/api/v1/session', { body })),
    onSuccess: async (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      await navigate({ href: next ?? '/' });
    },
  });
  return (
    <div className="sign-in-card">
      <h1>
        <img src={mark} alt="" width={34} height={34} /> E-Town
      </h1>
      <p>{t('signIn.lead')}</p>
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
        <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true }]}>
          <Input autoComplete="username" autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <ProblemAlert error={signIn.error} />
        <Button type="primary" htmlType="submit" block loading={signIn.isPending} style={{ marginTop: 8 }}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <p className="sign-in-promise">{t('signIn.promise')}</p>
    </div>
  );
}
