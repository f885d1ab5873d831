import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import classes from './theme.module.css';

/**
 * Ink blue, the one accent. As text, shade 7 on paper and shade 3 on the dark ground pass 4.5:1; so does white on
 * what is filled, shade 7 by day and 5 by night.
 */
const encre: MantineColorsTuple = [
  '#eef3f9',
  '#dce6f1',
  '#b9cde4',
  '#94b2d6',
  '#6f96c6',
  '#4470a8',
  '#335f9b',
  '#1f4474',
  '#18365d',
  '#102542',
];

/** The red of sealing wax, for what ends or deletes: white on it passes 4.5:1, by day (shade 7) and by night (5). */
const red: MantineColorsTuple = [
  '#fbefeb',
  '#f5dcd4',
  '#eebfb1',
  '#e39a83',
  '#d98b72',
  '#b5503a',
  '#a6462f',
  '#9a3f2b',
  '#7d3322',
  '#5f2719',
];

/** Warm greys, so that nothing looks cold beside the paper. */
const gray: MantineColorsTuple = [
  '#faf8f3',
  '#f3f0e8',
  '#e9e4d9',
  '#dbd5c7',
  '#c2bbab',
  '#a19a8b',
  '#67635a',
  '#504d46',
  '#38362f',
  '#22211d',
];

const dark: MantineColorsTuple = [
  '#e9e6df',
  '#cfcdc8',
  '#aab0bb',
  '#79818f',
  '#454d5a',
  '#2d333d',
  '#232830',
  '#1b1f26',
  '#14171c',
  '#101318',
];

/** The product's own look over Mantine: serif headings, ink accent, quiet radii. */
export const theme = createTheme({
  colors: { encre, red, gray, dark },
  primaryColor: 'encre',
  primaryShade: { light: 7, dark: 5 },
  black: '#1b2433',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '12px', xl: '18px' },
  fontFamily: '"Source Sans 3 Variable", "Source Sans 3", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  headings: {
    fontFamily: '"Source Serif 4 Variable", "Source Serif 4", Georgia, serif',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.4rem + 1.6vw, 2.375rem)', lineHeight: '1.18' },
      h2: { fontSize: '1.375rem', lineHeight: '1.28' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A long label wraps instead of leaving a narrow screen.
    Button: { classNames: { root: classes.button, label: classes.buttonLabel } },
    ActionIcon: { classNames: { root: classes.iconButton } },
    CloseButton: { classNames: { root: classes.closeButton } },
    Input: { styles: { input: { background: 'var(--surface)' } }, classNames: { input: classes.input } },
    Checkbox: { classNames: { body: classes.choice } },
    Radio: { classNames: { body: classes.choice } },
    Combobox: { classNames: { option: classes.option } },
    Tabs: { classNames: { tab: classes.tab } },
    InputWrapper: {
      styles: { label: { fontWeight: 600, marginBottom: 4 }, description: { color: 'var(--ink-soft)' } },
    },
    // The placeholder would be a child that a menu may not have.
    Menu: {
      defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false },
      classNames: { item: classes.menuItem },
    },
    Modal: {
      defaultProps: { radius: 'lg', centered: true, closeButtonProps: { 'aria-label': 'Fermer' } },
      classNames: { title: classes.modalTitle },
    },
    // A dialog's head is no banner of the page: a screen reader would find two.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
});

/** Makes Mantine's own surfaces, borders and secondary text follow the paper tokens of global.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default-border': 'var(--line)',
    '--input-bd': 'var(--line-strong)',
  },
  light: { '--mantine-color-error': '#a8321f', '--mantine-color-placeholder': '#6f6a60' },
  dark: {
    '--mantine-color-error': '#f0a08e',
    '--mantine-color-placeholder': '#949aa6',
    '--mantine-color-encre-light': 'var(--accent-soft)',
    '--mantine-color-encre-light-hover': '#28374c',
    '--mantine-color-encre-light-color': 'var(--accent)',
  },
});
