opendata-figures = الأرقام
opendata-indicators = المؤشرات وتعريفاتها
opendata-codes = الرموز وأسماؤها
opendata-revisions = المراجعات منذ الإصدار السابق
opendata-package = الأرقام والتعريفات والرموز بصيغة CSV مع وصف للبرامج
opendata-sdmx-data = الأرقام بصيغة SDMX-ML 3.0
opendata-sdmx-csv = الأرقام بصيغة SDMX-CSV 2.0
opendata-sdmx-structure = البنى وقوائم الرموز بصيغة SDMX-ML 3.0
