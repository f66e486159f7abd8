// The filters of the results: a rail beside them, a sheet on a phone.

export async function openFilters(page) {
  if (page.viewportSize().width >= 820) return page.getByRole('complementary', { name: 'Фільтри' });
  await page.getByRole('button', { name: /^Фільтри/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Фільтри' });
  await sheet.waitFor();
  return sheet;
}

export async function closeFilters(page) {
  if (page.viewportSize().width >= 820) return;
  await page.getByRole('button', { name: /^Показати \d+ книж/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
