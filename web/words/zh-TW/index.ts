import customers from './customers.json' with { type: 'json' };
import kit from './kit.json' with { type: 'json' };
import leftBehind from './left-behind.json' with { type: 'json' };
import licenses from './licenses.json' with { type: 'json' };
import money from './money.json' with { type: 'json' };
import pages from './pages.json' with { type: 'json' };
import reasons from './reasons.json' with { type: 'json' };
import remedies from './remedies.json' with { type: 'json' };
import seats from './seats.json' with { type: 'json' };
import session from './session.json' with { type: 'json' };
import subscriptions from './subscriptions.json' with { type: 'json' };
import upgrades from './upgrades.json' with { type: 'json' };

export default {
  ...kit,
  ...session,
  ...pages,
  ...customers,
  ...subscriptions,
  ...seats,
  ...licenses,
  ...upgrades,
  ...reasons,
  ...remedies,
  ...leftBehind,
  ...money,
};
