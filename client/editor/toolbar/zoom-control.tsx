import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import classes from './toolbar.module.css';

/** Zoom of the page: a factor (0.5 to 2), the width of the window, or 100 % unless the window is too narrow. */
export type Zoom = number | 'auto' | 'largeur';

const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** @returns the step next above (+1) or below (−1) `zoom`, within 50 and 200 % */
function nextZoom(zoom: number, delta: 1 | -1): number {
  const next =
    delta === 1 ? STEPS.find((step) => step > zoom + 0.001) : STEPS.findLast((step) => step < zoom - 0.001);
  return next ?? (delta === 1 ? 2 : 0.5);
}

interface Props {
  readonly zoom: Zoom;
  /** The factor now on screen. */
  readonly factor: number;
  readonly onZoom: (zoom: Zoom) => void;
}

const percent = (factor: number) => `${Math.round(factor * 100)}\u00a0%`;

/** Zoom out, the factor, zoom in; the factor opens a menu with the width of the window. */
export function ZoomControl({ zoom, factor, onZoom }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <div role="group" aria-label="Zoom de la page" style={{ display: 'flex', alignItems: 'center' }}>
      <Tooltip label="Réduire">
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="lg"
          aria-label="Réduire la page"
          disabled={factor <= 0.5}
          onClick={() => onZoom(nextZoom(factor, -1))}
        >
          <IconZoomOut size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            size="compact-sm"
            h={34}
            className={classes.word ?? ''}
            aria-label={`Zoom\u00a0: ${percent(factor)}`}
          >
            {percent(factor)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => onZoom('largeur')}
            {...(zoom === 'largeur' ? { 'aria-current': true } : {})}
          >
            Ajuster à la largeur
          </Menu.Item>
          <Menu.Item onClick={() => onZoom('auto')} {...(zoom === 'auto' ? { 'aria-current': true } : {})}>
            Automatique
          </Menu.Item>
          <Menu.Divider />
          {[0.5, 0.75, 1, 1.25, 1.5, 2].map((one) => (
            <Menu.Item key={one} onClick={() => onZoom(one)}>
              {percent(one)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label="Agrandir">
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="lg"
          aria-label="Agrandir la page"
          disabled={factor >= 2}
          onClick={() => onZoom(nextZoom(factor, 1))}
        >
          <IconZoomIn size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
