import { createTheme, drawerDark, messageDark, modalDark, type GlobalThemeOverrides } from 'naive-ui'
import { mixed } from './contrast.ts'
import { colour, constants, effects, type ColourName, type ThemeName } from './tokens.ts'

/** Naive UI's whole dark theme brings the styles of a hundred components along; the window uses these. */
export const naiveDark = createTheme([drawerDark, messageDark, modalDark])

/** Naive UI calculates shades itself, so it gets plain colours instead of variables. */
export function naiveTheme(theme: ThemeName): GlobalThemeOverrides {
  const c = (name: ColourName): string => colour(name, theme)
  const shadow = (name: keyof typeof effects): string => effects[name][theme === 'light' ? 0 : 1]
  const strong = (name: ColourName): string => mixed(c(name), c('text'), 0.08)
  const ring = `0 0 0 2px ${c('surface')}, 0 0 0 4px ${c('accent')}`
  const field = {
    border: `1px solid ${c('line-strong')}`,
    borderHover: `1px solid ${c('text-2')}`,
    borderFocus: `1px solid ${c('accent')}`,
    boxShadowFocus: ring,
    color: c('surface'),
    colorFocus: c('surface'),
    placeholderColor: c('text-3')
  }
  return {
    common: {
      primaryColor: c('accent'),
      primaryColorHover: strong('accent'),
      primaryColorPressed: strong('accent'),
      primaryColorSuppl: c('accent'),
      infoColor: c('accent'),
      successColor: c('ok'),
      warningColor: c('warn'),
      errorColor: c('bad'),
      textColorBase: c('text'),
      textColor1: c('text'),
      textColor2: c('text'),
      textColor3: c('text-3'),
      placeholderColor: c('text-3'),
      bodyColor: c('bg'),
      cardColor: c('surface'),
      modalColor: c('surface'),
      popoverColor: c('surface'),
      tableColor: c('surface'),
      inputColor: c('surface'),
      hoverColor: c('hover'),
      borderColor: c('line'),
      dividerColor: c('line'),
      borderRadius: '6px',
      borderRadiusSmall: '4px',
      fontSize: '13px',
      fontSizeSmall: '12px',
      fontSizeMedium: '13px',
      heightSmall: '24px',
      heightMedium: '32px',
      fontFamily: constants.font,
      fontFamilyMono: constants.mono,
      boxShadow1: shadow('e1'),
      boxShadow2: shadow('e2'),
      boxShadow3: shadow('e3')
    },
    Input: field,
    Checkbox: { border: `1.5px solid ${c('line-strong')}`, boxShadowFocus: ring, sizeMedium: '16px' },
    Switch: { railColor: c('line-strong'), railColorActive: c('accent'), boxShadowFocus: ring },
    Drawer: { bodyPadding: '0', borderRadius: '0' },
    Tag: { borderRadius: '4px' },
    Tooltip: { color: c('text'), textColor: c('surface') },
    Message: { iconColorInfo: c('accent'), iconColorSuccess: c('ok'), iconColorError: c('bad') }
  }
}
