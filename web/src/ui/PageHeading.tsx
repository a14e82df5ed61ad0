import { type ReactNode, useEffect } from 'react';

interface PageHeadingProps {
  title: string;
  status?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The one h1 of a page, its state, and what can be done here. It names the browser tab too. */
export function PageHeading({ title, status, lead, actions }: PageHeadingProps) {
  useEffect(() => {
    document.title = `${title} · E-Town`;
  }, [title]);
  return (
    <div className="page-heading">
      <div>
        <h1>
          {title} {status}
        </h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </div>
  );
}
