import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lookUp, useCatalogue } from '../i18n/useWords';
import { Amount } from '../ui/Amount';
import { type Problem, ProblemError } from './problem';

/** Says in words why something was not accepted: the code's text, the rule and its kind, and the numbers. */
export function ProblemAlert({ error }: { error: unknown }) {
  const { t } = useTranslation('shell');
  const words = useCatalogue();
  if (error === null || error === undefined) {
    return null;
  }
  if (!(error instanceof ProblemError)) {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('problem.failed')}
        description={t('problem.network')}
      />
    );
  }
  const { problem } = error;
  return (
    <Alert
      type={problem.status >= 500 ? 'error' : 'warning'}
      showIcon
      role="alert"
      title={lookUp(words.refusals, problem.code)}
      description={<ProblemFacts problem={problem} />}
    />
  );
}

function ProblemFacts({ problem }: { problem: Problem }) {
  const { t } = useTranslation('shell');
  const words = useCatalogue();
  const kind = lookUp(words.shell.problem.kind, problem.rule_kind);
  const facts: [string, ReactNode][] = [[t('problem.rule'), `${problem.rule} (${kind})`]];
  if (problem.field) {
    facts.push([t('problem.field'), <code key="field">{problem.field}</code>]);
  }
  for (const number of problem.numbers) {
    facts.push([
      lookUp(words.shell.numberNames, number.name),
      <Amount key={number.name} value={number.value} />,
    ]);
  }
  if (problem.largest_accepted) {
    facts.push([t('problem.largestAccepted'), <Amount key="largest" value={problem.largest_accepted} />]);
  }
  if (problem.cites_position !== null && problem.cites_position !== undefined) {
    const position = problem.cites_position;
    facts.push([
      t('problem.cites'),
      <a key="cites" href={`/journal/${position}`}>
        {position}
      </a>,
    ]);
  }
  facts.push([t('problem.code'), <code key="code">{problem.code}</code>]);
  if (problem.reference) {
    facts.push([t('problem.reference'), <code key="reference">{problem.reference}</code>]);
  }
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {facts.map(([label, value]) => (
        <li key={label}>
          {label}: {value}
        </li>
      ))}
    </ul>
  );
}
