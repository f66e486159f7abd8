// The market of people for tests of this file is the one at a name, which alone can have passkeys.
for (const what of ['URL', 'MAIL', 'CONTROL']) process.env[`PEOPLE_MARKET_${what}`] = process.env[`NAMED_MARKET_${what}`];
