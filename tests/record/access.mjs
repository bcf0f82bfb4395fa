// What can be asked for, and what gives it where. A story names the access by how it stands to the request:
// `base` is what is asked for, `more` is a higher level of the same system, `other` and `third` are other systems.

export const lab = {
  base: { system: 'Budget Planning', level: 'Read only', group: 'budget-viewers', role: 'Budget Planning read only' },
  more: {
    system: 'Budget Planning',
    level: 'Contributor',
    group: 'budget-editors',
    role: 'Budget Planning contributor',
  },
  most: {
    system: 'Budget Planning',
    level: 'Administrator',
    group: 'budget-admins',
    role: 'Budget Planning administrator',
  },
  other: { system: 'Warehouse', level: 'Read only', group: 'warehouse-users', role: 'Warehouse read only' },
  third: { system: 'Payroll', level: 'Read only', group: 'payroll-users', role: 'Payroll read only' },
};

export const desk = {
  base: { system: 'Warehouse', level: 'Operator', group: 'warehouse-operators', role: 'Warehouse Operator' },
  more: {
    system: 'Warehouse',
    level: 'Administrator',
    group: 'warehouse-administrators',
    role: 'Warehouse Administrator',
  },
  most: {
    system: 'Warehouse',
    level: 'Administrator',
    group: 'warehouse-administrators',
    role: 'Warehouse Administrator',
  },
  other: { system: 'Payroll', level: 'Viewer', group: 'payroll-viewers', role: 'Payroll Viewer' },
  third: { system: 'Reports', level: 'Author', group: 'reports-authors', role: 'Reports Author' },
};

/** The organisation's words for a vocabulary. */
export function termsOf(access) {
  const terms = new Map();
  for (const { system, level, group, role } of Object.values(access)) {
    terms.set(system, 'system').set(level, 'level').set(group, 'entitlement').set(role, 'entitlement');
  }
  return [...terms].map(([text, kind]) => ({ text, kind }));
}
