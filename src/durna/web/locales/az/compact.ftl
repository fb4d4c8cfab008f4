# Menu
compact = Qlobal Saziş
compact_matrix = Əhatə
compact_measures = Tədbirlər
compact_plans = Milli plan
compact_reviews = Hesabatlar
compact_pledges = Öhdəliklər
compact_practices = Yaxşı təcrübələr

# Pages for everybody
compact-lead-text = Təhlükəsiz, nizamlı və leqal miqrasiya haqqında Qlobal Sazişin 23 məqsədinin hər biri üzrə ölkədə görülən işlər.
compact-measures-known = { $count ->
        [0] hələ tədbir yoxdur
       *[other] { $count } tədbir
    }
compact-objective = { $number }-{ $number ->
        [1] ci
        [2] ci
        [3] cü
        [4] cü
        [5] ci
        [6] cı
        [7] ci
        [8] ci
        [9] cu
        [10] cu
        [11] ci
        [12] ci
        [13] cü
        [14] cü
        [15] ci
        [16] cı
        [17] ci
        [18] ci
        [19] cu
        [20] ci
        [21] ci
        [22] ci
       *[other] cü
    } məqsəd
compact-no-measures = Bu məqsəd üzrə ictimaiyyətə açıq tədbir qeydə alınmayıb.
compact-no-figures = Ən yeni imzalanmış nəşrdə bununla bağlı göstərici hələ yoxdur.
compact-no-figure-signed = Ən yeni imzalanmış nəşrdə göstərici yoxdur
compact-edition = Nəşr
compact-candidates = DİM çərçivəsindən namizəd göstəricilər
compact-candidates-note = Bunlar DİM göstəricilərindən seçilmiş namizədlərdir. Bu, Birləşmiş Millətlər Təşkilatının siyahısı deyil.
compact-candidate = DİM göstəricisi
compact-custodian = Məsul beynəlxalq təşkilat
compact-not-computed = məlumat mənbəyi yoxdur
compact-not-computed-yet = ən yeni imzalanmış nəşrdə göstərici yoxdur
compact-kind-project = layihə
compact-kind-training = təlim
compact-projects = Layihələr
compact-trainings = Təlimlər
compact-linked-work = Layihələr və təlimlər
compact-scale-ours = Vəziyyət şkalası bu platformaya məxsusdur; Qlobal Saziş belə şkala müəyyən etmir.
compact-present = hazırkı dövr

# Words for all things
compact-example = nümunə
compact-example-mark = Fakt deyil, nümunə
compact-public = ictimaiyyətə açıq
compact-edit = Dəyişdir
compact-all = hamısı
compact-none = yoxdur
compact-filter = Göstər
compact-only = Yalnız
compact-only-overdue = müddəti keçib
compact-nothing-yet = Hələ heç nə qeydə alınmayıb.
compact-saved = Yadda saxlanıldı.
compact-removed = Silindi.
compact-text-needed = Mətni ən azı bir dildə yazın.
compact-changed-meanwhile = Siz bu səhifəni açdıqdan sonra başqa istifadəçi dəyişikliyi yadda saxlayıb. Heç nə əvəz edilməyib: hazırkı mətn yuxarıda göstərilir; qalmalı olan mətni yenidən yadda saxlayın.
compact-theirs = Hazırda qeydə alınan
compact-whole-objective = Bütövlükdə { $number } nömrəli məqsəd
compact-evidence = Sübutlar
compact-rests-on = Əsaslandırma

# Fields
compact-title = Ad
compact-text = Görülən iş
compact-serves = Qlobal Sazişin məqsəd və fəaliyyətləri
compact-legal-basis = Hüquqi əsas (mətnlə)
compact-lead = Əsas icraçı qurum
compact-supporting = Digər icraçı qurumlar
compact-plan = Milli plan
compact-starts = Başlanğıc
compact-ends = Son tarix
compact-dates = Müddət
compact-budget = Büdcə
compact-currency = Valyuta, üç hərf
compact-status = Vəziyyət
compact-status-help = Şkala bu platformaya məxsusdur; Qlobal Saziş belə şkala müəyyən etmir.
compact-principles = Rəhbər prinsiplər
compact-indicators = Göstəricilər
compact-source = Mənbə
compact-is-public = İctimaiyyətə açıq səhifələrdə göstər
compact-is-public-help = Sayta daxil olan hər kəs bunu hesabsız oxuya biləcək.
compact-is-example = Fakt deyil, nümunədir
compact-first-year = Birinci il
compact-last-year = Sonuncu il
compact-spent = Xərclənib
compact-partners = Tərəfdaşlar
compact-made-on = Götürülmə tarixi
compact-due = İcra müddəti
compact-objectives = Məqsədlər
compact-objective-head = Məqsəd
compact-state = Vəziyyət
compact-primary = Qlobal Sazişin əsas məqsədləri
compact-secondary = Qlobal Sazişin əlavə məqsədləri
compact-sdgs = Dayanıqlı İnkişaf Məqsədləri
compact-sdg = DİM { $number }
compact-scope = Coğrafi əhatə
compact-region = Region
compact-subregion = Subregion
compact-country = Ölkə
compact-summary = Xülasə
compact-implementer = Əsas icraçı təşkilat
compact-implementer-details = İcraçı təşkilat haqqında ətraflı məlumat
compact-benefit = Fayda və təsir
compact-lessons = Əsas nəticələr
compact-recommendations = Tövsiyələr
compact-innovation = Yenilik
compact-resources = Əlavə materiallar
compact-submitted-on = Təqdim edilmə tarixi
compact-year = İl
compact-years = İllər
compact-place = Bölmədə sırası
compact-supports = Dayandığı məlumatlar
compact-on = Tarix
compact-stage = Mərhələ
compact-review = Hesabat
compact-audience = İştirakçılar
compact-topics = Mövzular
compact-outcome = Nəticə

# States and kinds
compact-status-not_started = başlanmayıb
compact-status-planned = planlaşdırılır
compact-status-under_way = icra olunur
compact-status-in_place = tətbiq edilir
compact-status-in_place_and_monitored = tətbiq edilir və izlənilir
compact-status-not_applicable = tətbiq edilmir
compact-status-no_information = məlumat yoxdur
compact-state-open = açıqdır
compact-state-fulfilled = yerinə yetirilib
compact-state-continued = yerinə yetirilib və davam edir
compact-state-withdrawn = geri götürülüb
compact-type-partnership = tərəfdaşlıq və ya çoxtərəfli təşəbbüs
compact-type-policy = siyasət
compact-type-legislation = qanunvericilik
compact-type-service = xidmət
compact-type-campaign = kampaniya
compact-type-research = tədqiqat
compact-type-training = təlim
compact-type-other = digər
compact-scope-local = yerli
compact-scope-national = milli
compact-scope-bilateral = ikitərəfli
compact-scope-subregional = subregional
compact-scope-regional = regional
compact-scope-global = qlobal
compact-review-national = Milli hesabat
compact-review-regional = Regional hesabat
compact-review-forum = Beynəlxalq Miqrasiya Hesabat Forumu üçün hesabat
compact-stage-preparation = hazırlıq
compact-stage-drafting = layihənin hazırlanması
compact-stage-validation = təsdiqləmə
compact-stage-follow_up = sonrakı tədbirlər

# Measures
compact-measure = Tədbir
compact-measure-new = Tədbir əlavə et
compact-measure-edit = Tədbiri dəyişdir
compact-no-indicator = Bu tədbirin nəticəsini göstərən göstərici hələ yoxdur.
compact-unmeasured = Göstəricisi olmayan tədbirlər
compact-without-indicator = göstəricisi olmayan { $count } tədbir
compact-hole = tədbir yoxdur
compact-covered = Əhatə olunan fəaliyyətlər
compact-whole = Bütövlükdə
compact-matrix-lead = Tədbirlər Qlobal Sazişin { $actions } fəaliyyətindən { $covered } fəaliyyəti əhatə edir. { $holes ->
        [0] Hər məqsəd üzrə tədbir var.
       *[other] { $holes } məqsəd üzrə tədbir yoxdur.
    }
compact-matrix-help = Rəqəm fəaliyyətə neçə tədbirin xidmət etdiyini göstərir; tire boşluqdur. Hərflər qətnamədəki kimidir.
compact-fill-hole = { $action } fəaliyyəti üzrə tədbir əlavə et
compact-reports = İllər üzrə
compact-report-year = Hesabat ver
compact-report-of = { $year } hesabatı
compact-report-text = İlin nəticələri
compact-not-reported = hesabat verilməyib

# The plan
compact-plan-new = Plan əlavə et
compact-plan-edit = Planı dəyişdir
compact-plan-empty = Bu il planın heç bir tədbiri icra olunmur.
compact-plan-sheet = İllik hesabat
compact-plan-report = { $title }: { $year }
compact-report-overview = Ümumi baxış
compact-report-counts = Vəziyyət üzrə tədbirlər
compact-measures-count = Tədbirlər

# Pledges
compact-pledge = Öhdəlik
compact-pledge-new = Öhdəlik əlavə et
compact-pledge-edit = Öhdəliyi dəyişdir
compact-pledge-text = Öhdəliyin məzmunu
compact-pledge-sheet = Öhdəlik vərəqi
compact-updates = Yeniliklər
compact-last-update = Son yenilik
compact-update-on = Tarix
compact-update-text = Yenilik
compact-update-add = Yenilik əlavə et
compact-no-updates = Hələ yenilik yoxdur.

# Practices
compact-practice-new = Təcrübə əlavə et
compact-practice-edit = Təcrübəni dəyişdir
compact-practice-type = Təcrübənin növü
compact-practice-ends-help = Təcrübə davam edirsə, boş saxlayın.
compact-practice-sheet = Yaxşı təcrübə vərəqi
compact-practice-facts = Məlumat

# Reviews
compact-review-new = Hesabata başla
compact-review-edit = Hesabatı dəyişdir
compact-review-type = Hesabatın növü
compact-review-paper = Oxu və yüklə
compact-review-submit = Hesabatı təqdim et
compact-review-submit-text = Bundan sonra hesabat bütün dillərdə indiki şəkildə açılacaq. Mətnləri, göstəriciləri və sübutları artıq dəyişməyəcək.
compact-review-handed-in = Hesabat təqdim edildi.
compact-review-closed-text = Bu hesabat təqdim edilib: o, həmin vaxtdakı kimi açılır.
compact-submitted = təqdim edilib
compact-draft = hazırlanır
compact-outline-note = Plan dərc edilmiş hesabatların quruluşuna uyğundur; rəsmi şablon əldə edilməyib.
compact-passage-new = Abzas əlavə et
compact-passage-edit = Abzası dəyişdir
compact-passage-text = Abzas
compact-passage-help = Göstəriciyə { "{" }figure: INDICATOR{ "}" } şəklində istinad edilir: onun son qiyməti və pasportuna keçid göstərilir. Ardınca il yazılarsa, həmin ilin qiyməti göstərilir.
compact-passage-remove = Bu abzası sil
compact-figures-to-quote = İstinad edilə bilən göstəricilər
compact-quote-as = İstinad üçün yazın
compact-figure-corrected = Burada istinad edilən göstərici ilə bağlı düzəliş bildirişi var.
compact-corrected-mark = düzəliş bildirişinə baxın
compact-figure-missing = { $said } ən yeni imzalanmış nəşrin göstəricisi deyil.
compact-cite-after-saving = Sübuta abzas yadda saxlanıldıqdan sonra istinad etmək olar.
compact-consultations = Məsləhətləşmələr
compact-consultation-new = Məsləhətləşmə əlavə et
compact-consultation-edit = Məsləhətləşməni dəyişdir
compact-objectives-empty = Bu məqsədlər üzrə heç nə qeydə alınmayıb: { $objectives }.
compact-measures-of = { $number } nömrəli məqsəd üzrə tədbirlər
compact-figures-of = { $number } nömrəli məqsəd üzrə göstəricilər
compact-figures-from = Göstəricilər: { $edition } nəşri

# From the assessment
compact-links = Qiymətləndirmənin müddəaları
compact-links-lead = Bu məqsədə aid Miqrasiyanın İdarə Olunması Göstəriciləri üzrə təsdiqlənmiş cavablar. Burada qəbul edilənlər hesabata daxil olur.
compact-accepted = Qəbul edilmiş
compact-none-accepted = Hələ heç nə qəbul edilməyib.
compact-proposed = Təklif olunan
compact-proposed-from = Mənbə:
compact-none-proposed = Gözləyən təsdiqlənmiş cavab yoxdur.
compact-accept = Qəbul et
compact-answer-taken = Sübutları ilə birlikdə qəbul edildi.
compact-linked-edit = Yenidən bax
compact-linked-text = Hesabat üçün mətn
compact-linked-drop = Daha istifadə etmə
compact-answer-now = Cavabın hazırkı mətni
compact-answer-gone = Cavab artıq mövcud deyil.
compact-answer-reopened = Cavab yenidən açılıb və təsdiqlənməyib.
compact-answer-changed = Cavab qəbul ediləndən sonra dəyişib.
compact-answer-older-round = Qiymətləndirmənin daha yeni mərhələsi var.

# What awaits
compact-awaited-measure = Müddəti keçmiş tədbir: { $title }
compact-awaited-report = { $year } hesabatı: { $title }
compact-awaited-pledge = Müddəti keçmiş öhdəlik: { $title }
compact-awaited-answer = Qiymətləndirmənin müddəası dəyişib: { $objective }

# Refusals
compact-ends-before-start-found = Bitmə tarixi başlanğıcdan əvvəldir.
compact-ends-before-start-expected = Bitmə tarixi başlanğıc tarixindən sonra və ya həmin gün olmalıdır.
compact-ends-before-start-do = İkisindən birini düzəldin.
compact-objective-twice-found = { $number } nömrəli məqsəd həm əsas, həm əlavə kimi qeyd edilib.
compact-objective-twice-expected = Hər məqsəd siyahılardan yalnız birində olmalıdır.
compact-objective-twice-do = Onu siyahılardan birindən çıxarın.
compact-year-outside-found = { $year } bu tədbirin planının müddətinə daxil deyil.
compact-year-outside-expected = { $first } və { $last } arasında il.
compact-year-outside-do = Tədbirin səhifəsində il seçin.
compact-told-meanwhile-found = { $year } üzrə hesabatı bir qədər əvvəl başqa istifadəçi verib.
compact-told-meanwhile-expected = Hər il üzrə bir hesabat.
compact-told-meanwhile-do = İlin hesabatını açın, müqayisə edin və dəyişin.
compact-figure-unknown-found = { $said } ən yeni imzalanmış nəşrin göstəricisi deyil.
compact-figure-unknown-expected = { "{" }figure: INDICATOR{ "}" } və ya dövrlə: { "{" }figure: INDICATOR 2019{ "}" }.
compact-figure-unknown-do = Göstəricini formanın altındakı siyahıdan götürün.
compact-review-closed-found = Bu hesabat təqdim edilib.
compact-review-closed-expected = Hazırlanmaqda olan hesabat.
compact-review-closed-do = Yeni hesabata başlayın; bu hesabat olduğu kimi qalır.
compact-review-empty-found = Bu hesabatda hələ mətn yoxdur.
compact-review-empty-expected = Ən azı bir abzas.
compact-review-empty-do = Abzaslar əlavə edin, sonra təqdim edin.
compact-answer-not-cleared-found = Bu cavab təsdiqlənməyib.
compact-answer-not-cleared-expected = Yoxlayan şəxsin təsdiqlədiyi cavab.
compact-answer-not-cleared-do = Təsdiqləndikdən sonra qəbul edin.
compact-answer-without-text-found = Bu cavabın açıq mətni yoxdur.
compact-answer-without-text-expected = Ən azı bir dildə şərh.
compact-answer-without-text-do = Qiymətləndirmə koordinatorundan şərh əlavə etməsini xahiş edin.

# The audit
audit-compact-measure-saved = Tədbiri yadda saxladı
audit-compact-measure-reported = Tədbir üzrə hesabat verdi
audit-compact-plan-saved = Milli planı yadda saxladı
audit-compact-pledge-saved = Öhdəliyi yadda saxladı
audit-compact-pledge-updated = Öhdəliyə yenilik əlavə etdi
audit-compact-practice-saved = Yaxşı təcrübəni yadda saxladı
audit-compact-review-saved = Hesabatı yadda saxladı
audit-compact-review-submitted = Hesabatı təqdim etdi
audit-compact-passage-saved = Hesabatın abzasını yadda saxladı
audit-compact-passage-removed = Hesabatın abzasını sildi
audit-compact-consultation-saved = Məsləhətləşməni yadda saxladı
audit-compact-answer-accepted = Cavabı məqsəd üçün qəbul etdi
audit-compact-answer-confirmed = Qəbul edilmiş cavaba yenidən baxdı
audit-compact-answer-dropped = Qəbul edilmiş cavabdan imtina etdi
