/** Does work once for each key, whoever else asks for it meanwhile; what failed is done again. */
export type OnceForEach<Value> = (key: string, work: () => Promise<Value>) => Promise<Value>;

export function onceForEach<Value>(): OnceForEach<Value> {
  const begun = new Map<string, Promise<Value>>();
  return (key, work) => {
    const value = begun.get(key) ?? work();
    begun.set(key, value);
    value.catch(() => begun.delete(key));
    return value;
  };
}
