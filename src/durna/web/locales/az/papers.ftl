papers-back = Geri
papers-files = Fayllar
papers-docx = Word
papers-pdf = PDF
papers-xlsx = Excel
papers-json = Məlumat (JSON)
