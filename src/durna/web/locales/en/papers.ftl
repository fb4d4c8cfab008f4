papers-back = Back
papers-files = Files
papers-docx = Word
papers-pdf = PDF
papers-xlsx = Excel
papers-json = Data (JSON)
