import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconDownload,
  IconFileTypeDocx,
  IconFileTypeHtml,
  IconFileTypePdf,
  IconTxt,
} from '@tabler/icons-react';
import { keepFile } from '#client/app/download.ts';
import { COMPARISON_FORMATS, type ComparisonFormatName } from '#shared/exchange/comparison/formats.ts';
import classes from './export-menu.module.css';

const ICONS = { docx: IconFileTypeDocx, html: IconFileTypeHtml, pdf: IconFileTypePdf, txt: IconTxt } as const;

const NAMES = Object.keys(COMPARISON_FORMATS) as readonly ComparisonFormatName[];

interface ExportMenuProps {
  readonly actId: string;
  /** The two texts, as the page's address names them. */
  readonly from: string;
  readonly to: string;
}

/** What the comparison can be taken away as: each entry is a file that the browser keeps. */
export function ExportMenu({ actId, from, to }: ExportMenuProps) {
  const sides = new URLSearchParams({ de: from, a: to });
  return (
    <Menu position="bottom-end" width={330}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden="true" />}
          rightSection={<IconChevronDown size={15} aria-hidden="true" />}
        >
          Exporter la comparaison
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {NAMES.map((name) => {
          const { label, use, extension } = COMPARISON_FORMATS[name];
          const Icon = ICONS[extension];
          return (
            <Menu.Item
              key={name}
              component="a"
              href={`/api/acts/${encodeURIComponent(actId)}/comparaisons/${name}?${sides}`}
              download
              onClick={keepFile}
              leftSection={<Icon size={20} aria-hidden="true" />}
            >
              {label}
              <span className={classes.use}>{use}</span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
