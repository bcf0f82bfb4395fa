// Who works in the lab, and what can be granted there. Test accounts: no such people. They have names like people's,
// because hiding names is one of the things the lab is for.

export const people = [
  { login: 'nadia', given: 'Nadia', family: 'Kovacs', title: 'Service desk agent', role: 'agent' },
  { login: 'tomas', given: 'Tomas', family: 'Brandt', title: 'Service desk agent', role: 'agent' },
  { login: 'oscar', given: 'Oscar', family: 'Lindqvist', title: 'Owner of Budget Planning', role: 'approver' },
  { login: 'renate', given: 'Renate', family: 'Okoye', title: 'Security officer', role: 'approver' },
  { login: 'mei', given: 'Mei', family: 'Tanaka', title: 'Financial analyst', role: 'requester' },
  { login: 'hugo', given: 'Hugo', family: 'Almeida', title: 'Controller', role: 'requester' },
  { login: 'grant', given: 'Grant', family: 'Holloway', title: 'Buyer', role: 'requester' },
];

/** Directory groups. `members` are the logins at the start; `staff` is everybody's primary group. */
export const directoryGroups = [
  { name: 'staff', gid: 10000, description: 'Everyone', members: [] },
  { name: 'service-desk', gid: 10001, description: 'Service desk agents', members: ['nadia', 'tomas'] },
  { name: 'budget-viewers', gid: 10010, description: 'Budget Planning: read only', members: [] },
  { name: 'budget-editors', gid: 10011, description: 'Budget Planning: contributor', members: [] },
  { name: 'budget-admins', gid: 10012, description: 'Budget Planning: administrator', members: ['oscar'] },
  { name: 'warehouse-users', gid: 10020, description: 'Warehouse: read only', members: [] },
  { name: 'payroll-users', gid: 10030, description: 'Payroll: read only', members: [] },
];

/** Groups in the identity console (Django admin) with the permissions they give there. */
export const iamGroups = {
  'Budget Planning read only': ['view_user', 'view_group'],
  'Budget Planning contributor': ['view_user', 'change_user', 'view_group'],
  'Budget Planning administrator': ['view_user', 'change_user', 'add_user', 'view_group', 'change_group'],
  'Warehouse read only': ['view_group'],
  'Payroll read only': ['view_group'],
  Auditors: ['view_user', 'view_group', 'view_permission'],
};

/** The access matrix that an organisation like this would import: who may approve what, and what stands for it where. */
export const matrixCsv = [
  'system,level,approver,entitlement,requesters,category,note',
  'Budget Planning,Read only,Owner of Budget Planning,budget-viewers; Budget Planning read only,Finance,standard,',
  'Budget Planning,Contributor,Owner of Budget Planning,budget-editors; Budget Planning contributor,Finance,standard,',
  'Budget Planning,Administrator,Security officer,budget-admins; Budget Planning administrator,Finance,privileged,',
  'Warehouse,Read only,Owner of Warehouse,warehouse-users; Warehouse read only,Operations,standard,',
  'Payroll,Read only,Security officer,payroll-users; Payroll read only,Finance,privileged,',
  '',
].join('\n');

export const byRole = (role) => people.filter((person) => person.role === role);
