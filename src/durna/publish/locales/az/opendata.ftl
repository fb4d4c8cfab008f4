opendata-figures = Göstəricilər
opendata-indicators = Göstəricilər və tərifləri
opendata-codes = Kodlar və adları
opendata-revisions = Əvvəlki buraxılışdan sonrakı düzəlişlər
opendata-package = Göstəricilər, təriflər və kodlar CSV formatında, proqramlar üçün təsviri ilə
opendata-sdmx-data = Göstəricilər SDMX-ML 3.0 formatında
opendata-sdmx-csv = Göstəricilər SDMX-CSV 2.0 formatında
opendata-sdmx-structure = Strukturlar və kod siyahıları SDMX-ML 3.0 formatında
