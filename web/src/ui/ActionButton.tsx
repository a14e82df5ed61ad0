import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';

interface ActionButtonProps extends Pick<ButtonProps, 'type' | 'danger' | 'icon' | 'loading' | 'size'> {
  text: string;
  /** The key that does the same, shown on the button. */
  hotkey?: string;
  /** Why the action is not open now; absent means that it is. */
  reasonAgainst?: string;
  onClick: () => void;
}

/** A button that stays visible when it may not be pressed, reachable by keyboard, and says why. */
export function ActionButton({ text, hotkey, reasonAgainst, onClick, ...rest }: ActionButtonProps) {
  const reasonId = useId();
  const label = (
    <>
      {text}
      {hotkey !== undefined && <kbd>{hotkey}</kbd>}
    </>
  );
  if (reasonAgainst === undefined) {
    return (
      <Button {...rest} onClick={onClick}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip title={reasonAgainst}>
      <span>
        <Button
          size={rest.size}
          aria-disabled="true"
          aria-describedby={reasonId}
          style={{ color: '#66717a', background: '#eef1f3', borderColor: '#c3ced4', cursor: 'not-allowed' }}
        >
          {label}
        </Button>
        <span id={reasonId} className="visually-hidden">
          {reasonAgainst}
        </span>
      </span>
    </Tooltip>
  );
}
