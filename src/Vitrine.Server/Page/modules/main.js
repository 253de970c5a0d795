// Joins the parts: each change of the state is shown, and searched for where it finds other products.
import * as api from './api.js';
import * as applied from './applied.js';
import * as categories from './categories.js';
import { byId } from './elements.js';
import * as facets from './facets.js';
import * as filterPanel from './filter-panel.js';
import * as links from './links.js';
import * as productView from './product-view.js';
import * as query from './query.js';
import * as results from './results.js';
import * as searchBox from './search-box.js';
import * as shopView from './shop-view.js';
import { photo, state, whenChanged } from './state.js';
import * as tabs from './tabs.js';
import * as theme from './theme.js';
import * as toolbar from './toolbar.js';
import * as understood from './understood.js';
import * as weights from './weights.js';

theme.connect(byId('theme'));
links.connect();
searchBox.connect();
filterPanel.connect();
results.connect();
productView.connect();

// Without the tree and the fields there are still products.
const tree = api.tree().catch(() => ({ children: [] }));
api.fields().then(({ fields }) => toolbar.connect(fields), () => toolbar.connect([]));

let searched = null;
whenChanged(show);
show(state(), { isReturn: true });

async function show(now, how) {
  tabs.show(now);
  if (now.tab === 'shop') return shopView.show();
  productView.show(now);
  searchBox.show(now);
  toolbar.show(now);
  applied.show(now);
  const key = query.keyOf(now, photo());
  if (key === searched) return;
  searched = key;
  const answer = await results.run(how);
  if (!answer) return;
  const all = answer.facets ?? [];
  understood.show(answer, now);
  weights.show(answer.weights, now);
  categories.show(await tree, all.find(facet => facet.field === 'category'), now.category);
  facets.show(all, now);
  filterPanel.show(answer, now);
}
