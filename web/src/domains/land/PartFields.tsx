import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewPart } from '../../api/types';
import { readCorners } from './corners';

/** A parcel's number, place and corners as they are typed. */
export interface PartDraft {
  number: string;
  location: string;
  corners: string;
}

/** Makes a part of a draft; the form has checked that its corners can be read. */
export function partOf(draft: PartDraft): NewPart {
  const corners = readCorners(draft.corners);
  return { number: draft.number, location: draft.location, polygon: Array.isArray(corners) ? corners : [] };
}

interface PartFieldsProps {
  /** Where the fields stand in the form, such as a place in a list. */
  path?: readonly (string | number)[];
}

export function PartFields({ path = [] }: PartFieldsProps) {
  const { t } = useTranslation('land');
  const required = [{ required: true }];
  const checkCorners = (_: unknown, text: string | undefined) => {
    const read = readCorners(text ?? '');
    return Array.isArray(read)
      ? Promise.resolve()
      : Promise.reject(new Error(t('form.cornersWrong', { line: read.line })));
  };
  return (
    <>
      <Form.Item name={[...path, 'number']} label={t('number')} rules={required}>
        <Input maxLength={60} className="figures" autoComplete="off" />
      </Form.Item>
      <Form.Item name={[...path, 'location']} label={t('location')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name={[...path, 'corners']}
        label={t('form.cornersLabel')}
        extra={t('form.cornersHelp')}
        rules={[{ required: true }, { validator: checkCorners }]}
      >
        <Input.TextArea rows={6} className="figures" />
      </Form.Item>
    </>
  );
}
