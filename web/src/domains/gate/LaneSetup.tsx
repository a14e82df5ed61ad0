import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { gates } from '../../api/choices';
import { keepLane, type Lane } from './lane';

/** Asked once per terminal: which lane it stands at. */
export function LaneSetup({ onReady }: { onReady: (lane: Lane) => void }) {
  const { t } = useTranslation('gate');
  const words = useTranslation('enums').t;
  const begin = (lane: Lane) => {
    const named = { ...lane, name: lane.name.trim() };
    keepLane(window.localStorage, named);
    onReady(named);
  };
  return (
    <section className="panel" style={{ maxWidth: 520 }}>
      <h2>{t('lane.setUp')}</h2>
      <p>{t('lane.setUpHint')}</p>
      <Form<Lane> layout="vertical" size="large" initialValues={{ name: '', gate: 'first' }} onFinish={begin}>
        <Form.Item name="name" label={t('lane.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} autoFocus autoComplete="off" placeholder="lane-1" />
        </Form.Item>
        <Form.Item name="gate" label={t('lane.gate')}>
          <Radio.Group options={gates.map((gate) => ({ value: gate, label: words(`gate.${gate}`) }))} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('lane.begin')}
        </Button>
      </Form>
    </section>
  );
}
