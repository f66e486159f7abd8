// Whether the sellers of this market are invented (setting web.demo): the server says so in the page. The build draws
// what belongs to a demonstration as well; the server leaves it out of a real market.
export const demo = typeof document === 'undefined' || document.documentElement.dataset.demo === 'true';
