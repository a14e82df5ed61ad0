import type { ThemeConfig } from 'antd';

/** Colours that more than one place needs; every pair used for text has a contrast of at least 4.5. */
export const colours = {
  brand: '#0f5c77',
  brandDark: '#0c3b4d',
  text: '#1c2b33',
  textSecondary: '#4a5860',
  textMuted: '#595f66',
  border: '#d5dde2',
  layout: '#f3f6f8',
  surface: '#ffffff',
  success: '#1d6b3a',
  warning: '#8a5300',
  danger: '#a8201a',
} as const;

/** Latin from the system, Chinese from whichever of the usual families the machine has. No font is fetched. */
const fontFamily = [
  '"Segoe UI"',
  'system-ui',
  '-apple-system',
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Source Han Sans SC"',
  '"Helvetica Neue"',
  'Arial',
  'sans-serif',
].join(', ');

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.brand,
    colorLink: colours.brand,
    colorInfo: colours.brand,
    colorSuccess: colours.success,
    colorWarning: colours.warning,
    colorError: colours.danger,
    // The palette is derived from seeds that are dark for contrast, so the light grounds are set by hand.
    colorPrimaryBg: '#e3f0f5',
    colorPrimaryBgHover: '#d3e6ee',
    controlItemBgActive: '#e3f0f5',
    controlItemBgActiveHover: '#d3e6ee',
    colorInfoBg: '#e8f3f7',
    colorInfoBorder: '#a6cbd9',
    colorSuccessBg: '#e7f4ec',
    colorSuccessBorder: '#aed3bc',
    colorWarningBg: '#fdf5e6',
    colorWarningBorder: '#e2c48d',
    colorErrorBg: '#fdf0ef',
    colorErrorBorder: '#e2b0ad',
    colorText: colours.text,
    colorTextSecondary: colours.textSecondary,
    colorTextTertiary: colours.textMuted,
    colorTextDescription: colours.textMuted,
    colorTextPlaceholder: '#595959',
    colorTextQuaternary: '#595959',
    colorBorder: '#8c979e',
    colorBorderSecondary: colours.border,
    colorBgLayout: colours.layout,
    borderRadius: 4,
    fontSize: 14,
    fontFamily,
    controlHeight: 34,
  },
  components: {
    Layout: {
      headerBg: colours.surface,
      siderBg: colours.brandDark,
      headerHeight: 52,
      headerPadding: '0 20px',
    },
    Menu: {
      darkItemBg: colours.brandDark,
      darkItemColor: '#dbe7ed',
      darkItemSelectedBg: colours.brand,
      darkItemHoverBg: '#124d63',
      itemHeight: 32,
      itemMarginBlock: 2,
    },
    Table: {
      headerBg: '#eaf0f3',
      headerColor: colours.text,
      cellPaddingBlockSM: 7,
      cellPaddingInlineSM: 10,
      rowHoverBg: '#f3f8fa',
    },
    Card: { bodyPadding: 16, headerHeight: 44 },
    Descriptions: { labelBg: '#f3f6f8' },
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 3px' },
  },
};
