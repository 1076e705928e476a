export default {
  app: {
    vendor: '民情',
    name: '首页'
  },
  locales: {
    availableLocales: ['zh'],
    fallbackLocale: 'zh'
  },
  disableWelcomeMessage: true,
  customScripts: []
};
