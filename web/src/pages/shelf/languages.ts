// Of most books on Ukrainian shelves; what people speak is chosen from the same.
export const LANGUAGES = ['uk', 'en', 'pl', 'de', 'fr', 'es', 'it', 'cs', 'sk', 'hu', 'ro', 'bg', 'lt', 'he', 'be', 'ru', 'ja', 'zh', 'la'] as const;
