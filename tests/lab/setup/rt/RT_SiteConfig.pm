# Settings of the lab's Request Tracker; the words between @ signs are filled in by rt.mjs.
Set($rtname, 'lab');
Set($Organization, '@DOMAIN@');
Set($CorrespondAddress, 'servicedesk@@DOMAIN@');
Set($CommentAddress, 'servicedesk-comment@@DOMAIN@');
Set($OwnerEmail, 'root@@DOMAIN@');
Set($Timezone, 'UTC');

Set($WebDomain, '@HOST@');
Set($WebPort, @PORT@);
Set($WebPath, '');
Set($WebBaseURL, '@ORIGIN@');
Set($WebURL, '@ORIGIN@/');
Set($CanonicalizeRedirectURLs, 1);
Set($WebSecureCookies, 0);

Set($DatabaseType, 'SQLite');
Set($DatabaseName, '@DIR@/rt.sqlite');
Set($DatabaseUser, '');
Set($DatabasePassword, '');
Set($DatabaseAdmin, '');

Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, '@SENDMAIL@');
Set($SendmailArguments, '-t');
Set($SendmailBounceArguments, '-t');

Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($LogDir, '@LOGS@');
Set($VarPath, '@DIR@/var');
Set($MasonDataDir, '@DIR@/mason');
Set($MasonSessionDir, '@DIR@/sessions');
Set($MasonLocalComponentRoot, '@DIR@/local_html');
Set(%GnuPG, Enable => 0);
Set(%SMIME, Enable => 0);
Set(%FullTextSearch, Enable => 0, Indexed => 0);
1;
