/** Every page of an SDK paginator, followed to the end. */
export const allPages = async <Page>(pages: AsyncIterable<Page>): Promise<Page[]> => {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
};
