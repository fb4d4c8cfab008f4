papers-back = Назад
papers-files = Файлы
papers-docx = Word
papers-pdf = PDF
papers-xlsx = Excel
papers-json = Данные (JSON)
