// The market of people for tests of this file is the one with moderators.
for (const what of ['URL', 'MAIL', 'CONTROL']) process.env[`PEOPLE_MARKET_${what}`] = process.env[`MODERATED_MARKET_${what}`];
