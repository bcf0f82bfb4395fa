# Accounts, queues, fields, rights, and the scrip that asks for approval as RT's manual on approvals describes it.
my @people = (
@PEOPLE@
);
my @logins_of = map { my $role = $_; [ map { $_->[0] } grep { $_->[2] eq $role } @people ] } qw(agent approver);

our @Users = map { {
    Name         => $_->[0],
    RealName     => $_->[1],
    EmailAddress => "$_->[0]\@@DOMAIN@",
    Password     => '@PASSWORD@',
    Privileged   => $_->[2] eq 'requester' ? 0 : 1,
} } @people;

our @Groups = (
    { Name => 'Service Desk',     Description => 'Agents',            Members => { Users => $logins_of[0] } },
    { Name => 'Access Approvers', Description => 'Owners of systems', Members => { Users => $logins_of[1] } },
);

our @Queues = (
    { Name => 'Access Requests', Description => 'Who needs which access', CorrespondAddress => 'access@@DOMAIN@' },
    { Name => 'Service Desk',    Description => 'Everything else',        CorrespondAddress => 'servicedesk@@DOMAIN@' },
);

sub choice {
    my ($name, @values) = @_;
    my $order = 0;
    return {
        Name       => $name,
        Type       => 'SelectSingle',
        RenderType => 'Dropdown',
        LookupType => 'RT::Queue-RT::Ticket',
        Queue      => [ 'Access Requests', 'Service Desk' ],
        Values     => [ map { { Name => $_, SortOrder => ++$order } } @values ],
    };
}

our @CustomFields = (
    choice('Application',  'Budget Planning', 'Warehouse',     'Payroll'),
    choice('Access level', 'Read only',       'Contributor',   'Administrator'),
    choice('Closing code', 'Access granted',  'Access denied', 'Nothing to do'),
);

sub rights {
    my ($who, @rights) = @_;
    return map { { %$who, Right => $_ } } @rights;
}

my $desk      = { GroupDomain => 'UserDefined',    GroupId   => 'Service Desk' };
my $approvers = { GroupDomain => 'UserDefined',    GroupId   => 'Access Approvers' };
my $everyone  = { GroupDomain => 'SystemInternal', GroupType => 'Everyone' };
my $requestor = { GroupDomain => 'RT::System-Role', GroupType => 'Requestor' };
my $external  = { GroupDomain => 'SystemInternal', GroupType => 'Unprivileged' };

our @ACL = (
    rights($desk, qw(SeeQueue ShowTicket ShowTicketComments ShowOutgoingEmail CreateTicket ReplyToTicket CommentOnTicket
        ModifyTicket OwnTicket TakeTicket Watch SeeCustomField ModifyCustomField SetInitialCustomField ModifySelf
        SeeGroup ForwardMessage LoadSavedSearch CreateSavedSearch SeeDashboard)),
    rights($approvers, qw(SeeQueue ShowTicket ReplyToTicket CommentOnTicket ModifySelf ShowApprovalsTab SeeCustomField)),
    rights({ %$approvers, Queue => '___Approvals' },
        qw(SeeQueue ShowTicket ModifyTicket OwnTicket ReplyToTicket CommentOnTicket)),
    rights($everyone,  qw(CreateTicket SeeQueue ReplyToTicket SeeCustomField SetInitialCustomField)),
    rights($requestor, qw(ShowTicket ReplyToTicket)),
    rights($external,  qw(ModifySelf)),
);

our @Templates = (
    {   Queue       => 'Access Requests',
        Name        => 'ask for approval',
        Type        => 'Perl',
        Description => 'Approval by the owner of the application',
        Content     => <<'EOT' },
===Create-Ticket: owner approval
Subject: Approval of access request {$Tickets{TOP}->Id}: {$Tickets{TOP}->Subject}
Depended-On-By: TOP
Queue: ___Approvals
AdminCcGroup: Access Approvers
Requestors: {$Tickets{TOP}->RequestorAddresses}
Type: approval
Content-Type: text/plain
Due: {time + 3*24*60*60}
Content: Please approve or deny: {$Tickets{TOP}->Subject}
{eval { $Tickets{TOP}->Transactions->First->Content } || ''}
ENDOFCONTENT
EOT
);

our @Scrips = (
    {   Queue          => 'Access Requests',
        Description    => 'Ask the owner for approval on create',
        ScripCondition => 'On Create',
        ScripAction    => 'Create Tickets',
        Template       => 'ask for approval' },
);
1;
