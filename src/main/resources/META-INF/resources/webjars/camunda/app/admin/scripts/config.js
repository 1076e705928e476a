export default {
  app: {
    vendor: '民情',
    name: '管理台'
  },
  locales: {
    availableLocales: ['zh'],
    fallbackLocale: 'zh'
  },
  disableWelcomeMessage: true,
  customScripts: []
};
