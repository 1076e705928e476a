export default {
  app: {
    vendor: '民情',
    name: '监督台'
  },
  locales: {
    availableLocales: ['zh'],
    fallbackLocale: 'zh'
  },
  disableWelcomeMessage: true,
  customScripts: ['scripts/minqing/plugins.js']
};
