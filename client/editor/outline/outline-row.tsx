import { IconDots } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import classes from './outline-panel.module.css';

interface Props {
  readonly id: string;
  readonly printed: string;
  readonly heading: string;
  readonly depth: number;
  readonly rank: number;
  readonly siblings: number;
  readonly hasChildren: boolean;
  readonly current: boolean;
  readonly stop: boolean;
  readonly drop: 'before' | 'after' | undefined;
  readonly dragged: boolean;
  readonly editable: boolean;
  /** Stands for the words while they are typed again. */
  readonly input: ReactNode;
  /** Stands for the button while its menu is open. */
  readonly menu: ReactNode;
}

/**
 * One line of the sommaire. An act has hundreds: it draws little, takes plain values, and leaves the events to the
 * tree that holds it.
 */
export const OutlineRowView = memo(function OutlineRowView(props: Props) {
  const { id, printed, heading, depth, current, editable, input, menu } = props;
  const label = `${printed}${heading}`.trim() || 'Division sans intitulé';
  return (
    <div
      role="treeitem"
      aria-label={label}
      aria-level={depth}
      aria-posinset={props.rank}
      aria-setsize={props.siblings}
      aria-selected={current}
      {...(props.hasChildren ? { 'aria-expanded': true } : {})}
      {...(current ? { 'aria-current': 'location' as const } : {})}
      data-division={id}
      data-drop={props.drop}
      data-dragged={props.dragged || undefined}
      tabIndex={props.stop ? 0 : -1}
      className={classes.row}
      style={{ paddingInlineStart: `${0.5 + (depth - 1) * 0.9}rem` }}
      draggable={editable && input === null}
    >
      {input ?? (
        <span className={classes.label}>
          <span className={classes.number}>{printed}</span>
          {heading || (printed ? '' : <em>Sans intitulé</em>)}
        </span>
      )}
      {editable &&
        input === null &&
        (menu ?? (
          <button
            type="button"
            tabIndex={-1}
            className={classes.menu}
            data-menu
            aria-label={`Actions sur ${label}`}
          >
            <IconDots size={16} className={classes.icon} aria-hidden />
          </button>
        ))}
    </div>
  );
});
