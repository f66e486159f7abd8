// The market of people for tests of this file is one whose time nobody else reads: they move it by days.
for (const what of ['URL', 'MAIL', 'CONTROL']) process.env[`PEOPLE_MARKET_${what}`] = process.env[`PRIVATE_MARKET_${what}`];
