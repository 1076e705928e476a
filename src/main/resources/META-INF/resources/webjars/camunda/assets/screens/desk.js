/* The dispatch desk's page: the leaders' pages that the desk works with, by the same parts. */
import {pages} from '/camunda/app/cockpit/scripts/minqing/page.js';
import {casePage} from '/camunda/app/cockpit/scripts/minqing/casework.js';
import {guidancePage} from '/camunda/app/cockpit/scripts/minqing/guidance.js';
import {trainPage} from '/camunda/app/cockpit/scripts/minqing/train.js';

const SHOWN = {train: trainPage, guidance: guidancePage, case: casePage};

pages([
  ['train', '直通车'],
  ['guidance', '指导组范围']
]);

function draw() {
  const id = (/^#\/minqing\/([a-z-]+)/.exec(location.hash) || [])[1];
  (SHOWN[id] || trainPage)(document.getElementById('page'));
}

window.addEventListener('hashchange', draw);
draw();
