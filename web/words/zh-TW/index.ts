import calendar from './calendar.json' with { type: 'json' };
import audit from './audit.json' with { type: 'json' };
import buy from './buy.json' with { type: 'json' };
import campaigns from './campaigns.json' with { type: 'json' };
import channels from './channels.json' with { type: 'json' };
import customers from './customers.json' with { type: 'json' };
import groups from './groups.json' with { type: 'json' };
import imports from './imports.json' with { type: 'json' };
import invitation from './invitation.json' with { type: 'json' };
import kit from './kit.json' with { type: 'json' };
import leftBehind from './left-behind.json' with { type: 'json' };
import licenses from './licenses.json' with { type: 'json' };
import money from './money.json' with { type: 'json' };
import notices from './notices.json' with { type: 'json' };
import pages from './pages.json' with { type: 'json' };
import portfolio from './portfolio.json' with { type: 'json' };
import prices from './prices.json' with { type: 'json' };
import reasons from './reasons.json' with { type: 'json' };
import relationships from './relationships.json' with { type: 'json' };
import remedies from './remedies.json' with { type: 'json' };
import schedules from './schedules.json' with { type: 'json' };
import seats from './seats.json' with { type: 'json' };
import session from './session.json' with { type: 'json' };
import staff from './staff.json' with { type: 'json' };
import subscriptions from './subscriptions.json' with { type: 'json' };
import transitions from './transitions.json' with { type: 'json' };
import upgrades from './upgrades.json' with { type: 'json' };
import users from './users.json' with { type: 'json' };
import webhooks from './webhooks.json' with { type: 'json' };

export default {
  ...kit,
  ...session,
  ...notices,
  ...pages,
  ...customers,
  ...subscriptions,
  ...seats,
  ...schedules,
  ...buy,
  ...licenses,
  ...users,
  ...groups,
  ...upgrades,
  ...transitions,
  ...reasons,
  ...remedies,
  ...leftBehind,
  ...money,
  ...portfolio,
  ...campaigns,
  ...prices,
  ...staff,
  ...relationships,
  ...channels,
  ...audit,
  ...webhooks,
  ...calendar,
  ...imports,
  ...invitation,
};
