edition-signed = signed
edition-prepared = in preparation
edition-signed-text = This edition is signed: it does not change any more, and anybody can verify it.
edition-prepared-text = This edition is being prepared: it is not signed, and only those who prepare it can see it.
edition-period = Period
edition-frozen = Data as known on
edition-open = Read the publication
figure-period = Period
figure-of = Of
figure-value = Value
figure-unit = Unit
figure-status = Status
figure-publisher = Publisher
explorer = Find a figure
explorer-lead = The figures of the published editions: as a table, a chart or a map, by what they are broken down by, each with its passport.
explorer-words = Words, in any of the three languages
explorer-search = Search
explorer-found = { $count ->
    [one] { $count } indicator found.
   *[other] { $count } indicators found.
}
explorer-figures = { $count ->
    [one] { $count } figure
   *[other] { $count } figures
}
explorer-chapters = Chapters
explorer-choices = What the table shows
explorer-show = Show
explorer-edition = Edition
explorer-by = Broken down by
explorer-totals = nothing: the totals
explorer-rows = In rows
explorer-columns = In columns
explorer-period = Period
explorer-counted = What is counted
explorer-length = Length of the periods
explorer-length-every = all
explorer-length-year = years
explorer-length-part = parts of years
explorer-length-date = days
explorer-length-quarter = quarters
explorer-length-month = months
explorer-from = From the year
explorer-to = To the year
explorer-nothing = There is no figure for this choice.
explorer-notes = Marks and notes
explorer-files = This table as a file
explorer-as-csv = CSV, a line for each figure
explorer-as-xlsx = Workbook (XLSX)
explorer-as-sdmx = SDMX 3.0 (ZIP)
explorer-chart = Chart
explorer-map = Map
explorer-columns-left-out = { $count ->
    [one] { $count } column more does not fit here. Choose a shorter period, or put it in rows; the files have everything.
   *[other] { $count } columns more do not fit here. Choose a shorter period, or put them in rows; the files have everything.
}
explorer-others = Other values of the same figures
explorer-others-text = What other publishers say, and what other editions have shown.
explorer-signed-passport = The passport as it was published, with the deliveries and the checks behind this figure
explorer-deliveries = Deliveries of its sources in this edition
explorer-refused = This cannot be done
explorer-back = Back to the table
explorer-too-long-found = This table has more than { $most } figures.
explorer-too-long-expected = A part of it that a file can hold.
explorer-too-long-do = Choose fewer years or one member of a breakdown, or take the data of the whole edition from its publication.
explorer-preparing = The edition is being prepared for reading
explorer-preparing-text = The edition { $edition } is large and is read here for the first time. That takes a few minutes, once.
explorer-again = Look again
edition-corrections-count = { $count ->
    [one] { $count } correction notice
   *[other] { $count } correction notices
}
edition-verification = Signature and corrections
verification-lead = A signed edition can be checked by anybody: that it is by the authority whose key you know, and that no file was changed since.
verification-now = Check every file now
verification-holds = { $files ->
    [one] The signature holds, and { $files } file is exactly as it was signed.
   *[other] The signature holds, and all { $files } files are exactly as they were signed.
}
verification-failed = This edition does not stand as it was signed.
verification-own-key = This site names no key of its own: the signature was checked with the key that it carries itself. Compare the fingerprint with the one that the authority has made known.
verification-signed-by = Signed by
verification-signed-at = Signed on
verification-manifest = Hash of the manifest (SHA-256)
verification-key = Fingerprint of a key of the authority
verification-no-notices = No correction notice was issued on this edition.
verification-yourself = Check it yourself
verification-yourself-text = The manifest names every file with its hash; the signature is over the manifest. With these and the public key, “durna edition verify” or any program that knows SHA-256 and Ed25519 gives the same answer. Take the fingerprint of the key from the authority by another way than from this site.
verification-file = Download { $name }
verification-notice-file = Download correction notice { $number }
corrections-whole = on the whole edition
corrections-on-figure = Correction notice { $number }:
edition-figures = Number of figures
