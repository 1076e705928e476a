/* Our pages in Cockpit: one entry in the navigation, a short form on the dashboard, and the pages themselves. */
import {archivePage, listsPage} from './lists.js';
import {casePage, researchPage, supervisionPage} from './casework.js';
import {dashboard, overviewPage} from './overview.js';
import {dispatchPage} from './dispatch.js';
import {guidancePage} from './guidance.js';
import {leaderCasesPage} from './leader-case.js';
import {ratesPage} from './rates.js';
import {runTab} from './run.js';
import {trainPage} from './train.js';

function page(id, render) {
  return {
    id: 'minqing-' + id,
    pluginPoint: 'cockpit.route',
    properties: {path: '/minqing/' + id},
    render
  };
}

export default [
  {
    id: 'minqing-navigation',
    pluginPoint: 'cockpit.navigation',
    priority: 1000,
    render: node => {
      const link = document.createElement('a');
      link.href = '#/minqing/overview';
      link.textContent = '民情总览';
      node.replaceChildren(link);
    }
  },
  {id: 'minqing-overview-short', pluginPoint: 'cockpit.dashboard', priority: 1000, render: dashboard},
  page('overview', overviewPage),
  page('lists', listsPage),
  page('rates', ratesPage),
  page('research', researchPage),
  page('guidance', guidancePage),
  page('train', trainPage),
  page('leader-cases', leaderCasesPage),
  page('supervision', supervisionPage),
  page('archive', archivePage),
  page('case', casePage),
  page('dispatch', dispatchPage),
  {
    id: 'minqing-run',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 1000,
    properties: {label: '诉求经过'},
    render: runTab
  }
];
