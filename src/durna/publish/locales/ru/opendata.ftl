opendata-figures = Показатели
opendata-indicators = Показатели и их определения
opendata-codes = Коды и их названия
opendata-revisions = Изменения после предыдущего выпуска
opendata-package = Показатели, определения и коды в CSV с описанием для программ
opendata-sdmx-data = Показатели в SDMX-ML 3.0
opendata-sdmx-csv = Показатели в SDMX-CSV 2.0
opendata-sdmx-structure = Структуры и справочники кодов в SDMX-ML 3.0
