/** Settings for PHP's built-in server: environment readable, deprecations (of older applications) not on the pages. */
export const phpArgs = Object.entries({
  variables_order: 'EGPCS',
  error_reporting: '22519',
  display_errors: '0',
  'session.gc_maxlifetime': '86400',
  upload_max_filesize: '8M',
}).flatMap(([key, value]) => ['-d', `${key}=${value}`]);
