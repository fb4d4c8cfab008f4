authored-draft = Qaralama: { $author }, { $day }. Dərc edilən mətnə daxil deyil.
authored-reviewed = Müəllif: { $author }, rəyçi: { $reviewer }, { $day }. Hələ təsdiq edilməyib və dərc edilən mətnə daxil deyil.
word-rose = artmışdır
word-fell = azalmışdır
word-doubled = təxminən iki dəfə artmışdır
word-more-than-doubled = iki dəfədən çox artmışdır
word-fell-more-than-half = yarıdan çox azalmışdır
word-almost-unchanged = demək olar ki, dəyişməmişdir
word-unchanged = dəyişməmişdir
footnotes = Qeydlər
footnote-back = Mətndəki { $number } işarəsinə qayıt
word-highest = { $years } üzrə ən yüksək qiymət
word-lowest = { $years } üzrə ən aşağı qiymət
word-rose-every-year = ardıcıl { $count } il artmışdır
word-fell-every-year = ardıcıl { $count } il azalmışdır
word-group = { $rank ->
    [1] ən böyük qrup
    [2] böyüklüyünə görə ikinci qrup
   *[3] böyüklüyünə görə üçüncü qrup
}
word-more-than-half = yarıdan çox
word-half = düz yarısı
word-less-than-half = yarıdan az
