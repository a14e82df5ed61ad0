import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { chineseLevels, educations, merits as meritChoices, workLocations } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { TalentFacts } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { ActionButton } from '../../ui/ActionButton';
import { assessTalent, scoreTalent } from './queries';
import { ScoreTable } from './ScoreTable';

interface Values extends TalentFacts {
  employer?: string;
}

const initial: TalentFacts = {
  salary_yuan: '360000',
  education: 'doctor',
  experience_years: 10,
  months_per_year: 12,
  chinese: 'level_four',
  age: 40,
  merits: [],
  location: 'elsewhere',
  provincial_points: 0,
  provincial_ground: '',
};

function factsOf({ employer: _employer, ...facts }: Values): TalentFacts {
  return { ...facts, provincial_ground: facts.provincial_ground ?? '' };
}

/** Scores facts and, for an employer, asks for the assessment. No name and no date of birth are asked for. */
export function Calculator() {
  const { t } = useTranslation('talent');
  const session = useSession();
  const [form] = Form.useForm<Values>();
  const { data: enterprises } = useQuery(enterpriseChoicesQuery);
  const score = useMutation({ mutationFn: (values: Values) => scoreTalent(factsOf(values)) });
  const assess = useCommand({
    send: (values: Values, key) => assessTalent(values.employer ?? '', factsOf(values), key),
  });
  const isDesk = holds(session, 'investment_officer');
  const own = (enterprises ?? []).filter(
    (one) => isDesk || session.enterprises.some((mine) => mine.id === one.value),
  );
  const mayAsk = isDesk || session.enterprises.length > 0;
  const ask = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (values?.employer === undefined) {
      form.setFields([{ name: 'employer', errors: [t('employerMissing')] }]);
      return;
    }
    assess.mutate(values);
  };
  const required = [{ required: true }];
  return (
    <section className="panel" aria-label={t('calculator')}>
      <h2>{t('calculator')}</h2>
      <p>
        {t('privacy')}{' '}
        <Link to="/parameters" search={{ tab: 'points' }}>
          {t('toTable')}
        </Link>
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => score.mutate(values)}
      >
        <div className="form-columns">
          <Form.Item name="salary_yuan" label={t('criterion.salary')} rules={required}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="education" label={t('criterion.education')}>
            <Select options={educations.map((one) => ({ value: one, label: t(`education.${one}`) }))} />
          </Form.Item>
          <Form.Item name="experience_years" label={t('criterion.experience')} rules={required}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
          <Form.Item name="months_per_year" label={t('criterion.months')} rules={required}>
            <InputNumber min={0} max={12} precision={0} />
          </Form.Item>
          <Form.Item name="chinese" label={t('criterion.chinese')}>
            <Select
              options={chineseLevels.map((one) => ({ value: one, label: t(`chinese.${one}`) }))}
              popupMatchSelectWidth={false}
            />
          </Form.Item>
          <Form.Item name="age" label={t('criterion.age')} rules={required}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
          <Form.Item name="location" label={t('criterion.location')}>
            <Select
              options={workLocations.map((one) => ({ value: one, label: t(`location.${one}`) }))}
              popupMatchSelectWidth={false}
            />
          </Form.Item>
          <Form.Item name="merits" label={t('criterion.extra')}>
            <Select
              mode="multiple"
              style={{ minWidth: 200 }}
              options={meritChoices.map((one) => ({ value: one, label: t(`merit.${one}`) }))}
            />
          </Form.Item>
          <Form.Item name="provincial_points" label={t('criterion.provincial')} rules={required}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
          <Form.Item name="provincial_ground" label={t('ground')}>
            <Input maxLength={200} />
          </Form.Item>
          {mayAsk && (
            <Form.Item name="employer" label={t('employer')}>
              <Select style={{ minWidth: 220 }} options={own.map(({ value, label }) => ({ value, label }))} />
            </Form.Item>
          )}
        </div>
        <Button type="primary" htmlType="submit" loading={score.isPending}>
          {t('action.score')}
        </Button>{' '}
        <ActionButton
          text={t('action.ask')}
          loading={assess.isPending}
          reasonAgainst={mayAsk ? undefined : t('against.noEmployer')}
          onClick={() => void ask()}
        />
      </Form>
      <ProblemAlert error={score.error ?? assess.error} />
      {score.data !== undefined && <ScoreTable score={score.data} />}
    </section>
  );
}
