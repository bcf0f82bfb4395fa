/** Tables that are written the other way round: each value with all of its keys. */
export const inverted = <Value extends string>(table: Partial<Record<Value, string>>): Record<string, Value> =>
  Object.fromEntries(
    (Object.entries(table) as [Value, string][]).flatMap(([value, keys]) => keys.split(' ').map((key) => [key, value])),
  );
