//! The classes of published words, as `lexicon/README.md` lists them. The build of this crate fails on a lexicon
//! that names another.

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// What a published word says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "lexicon/README.md says what each class means, and is the one place that does")]
        pub enum Class { $($variant),* }

        impl Class {
            /// Every class with its name, in the order of their numbers.
            pub const ALL: &[(Class, &str)] = &[$((Class::$variant, $name)),*];
        }
    };
}

classes! {
    Create = "verb.create", Request = "verb.request", Open = "verb.open", Take = "verb.take",
    Assign = "verb.assign", Add = "verb.add", Remove = "verb.remove", Grant = "verb.grant",
    Revoke = "verb.revoke", Enable = "verb.enable", Disable = "verb.disable", Approve = "verb.approve",
    Reject = "verb.reject", Confirm = "verb.confirm", Notify = "verb.notify", Send = "verb.send",
    Reply = "verb.reply", Comment = "verb.comment", Forward = "verb.forward", Resolve = "verb.resolve",
    Close = "verb.close", Reopen = "verb.reopen", Save = "verb.save", Submit = "verb.submit",
    Edit = "verb.edit", Delete = "verb.delete", Cancel = "verb.cancel", Search = "verb.search",
    Select = "verb.select", Navigate = "verb.navigate", SignIn = "verb.sign_in", SignOut = "verb.sign_out",
    Attach = "verb.attach", Reset = "verb.reset", Withdraw = "verb.withdraw",
    NounTicket = "noun.ticket", NounRequest = "noun.request", NounApproval = "noun.approval",
    NounUser = "noun.user", NounGroup = "noun.group", NounRole = "noun.role",
    NounPermission = "noun.permission", NounAccess = "noun.access", NounAccount = "noun.account",
    NounMail = "noun.mail", NounComment = "noun.comment", NounCategory = "noun.category",
    NounQueue = "noun.queue", NounPassword = "noun.password", NounDirectory = "noun.directory",
    NounSystem = "noun.system", NounLevel = "noun.level", NounReason = "noun.reason",
    NounMember = "noun.member", NounClosing = "noun.closing",
    StateNew = "state.new", StateOpen = "state.open", StatePending = "state.pending",
    StateApproved = "state.approved", StateRejected = "state.rejected", StateWithdrawn = "state.withdrawn",
    StateGranted = "state.granted", StateActive = "state.active", StateDisabled = "state.disabled",
    StateResolved = "state.resolved", StateClosed = "state.closed", StateSuccess = "state.success",
    StateFailure = "state.failure",
    LabelState = "label.state", LabelRequester = "label.requester", LabelApprover = "label.approver",
    LabelSubject = "label.subject", LabelOwner = "label.owner", LabelAuthor = "label.author",
    LabelCreated = "label.created", LabelApprovedAt = "label.approved_at", LabelDue = "label.due",
    LabelUpdated = "label.updated", LabelResolvedAt = "label.resolved_at", LabelSystem = "label.system",
    LabelLevel = "label.level", LabelTicket = "label.ticket", LabelTopic = "label.topic",
    ListAssigned = "list.assigned", ListOffered = "list.offered", ListEmpty = "list.empty",
}
