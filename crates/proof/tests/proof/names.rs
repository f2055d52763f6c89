//! Names as people write them, four or more in each script that the card can print.
//!
//! Holds no test. Some are typed decomposed, with joiners or with marks: as keyboards do.

/// A script, and names written in it.
pub type Script = (&'static str, &'static [&'static str]);

/// All of them.
pub const SCRIPTS: [Script; 27] = [
    (
        "Latin",
        &["Josefina Hernández Ruiz", "Siobhán Ní Dhomhnaill", "Þóra Đặng Ðórr", "O'Brien Ñandú ß"],
    ),
    ("Polish", &["Łukasz Żółć-Ångström", "Grażyna Błaszczyk", "Świętosława Źdźbło"]),
    (
        "Vietnamese",
        &[
            "Nguyễn Thị Ánh Tuyết",
            "Đặng Hữu Phước",
            "Trần Ngọc Quỳnh",
            "Nguye\u{302}\u{303}n A\u{301}nh",
        ],
    ),
    (
        "Yoruba",
        &[
            "Ọláṣubọ̀mí Adéwálé",
            "Olúwaṣeun Ọ̀ṣúntókun",
            "S\u{323}e\u{323}gun O\u{323}\u{300}s\u{323}un",
        ],
    ),
    ("Cyrillic", &["Олександра Їжакевич", "Ґалаґан Єва", "Ђорђе Љубишић", "Қасымжомарт Әлиұлы"]),
    ("Greek", &["Αλέξανδρος Παπαδόπουλος", "Ελευθερία Ζαΐμη", "Ἀριστοτέλης Ὠνάσης"]),
    (
        "Arabic",
        &["محمد عبد الله الخطيب", "فاطمة الزهراء", "لؤي العلي", "أحمد الأسعد", "علاء سلامة", "مُحَمَّد"],
    ),
    ("Urdu", &["زینب بیگم", "علی رضا کھوکھر", "ڈاکٹر گُل ٹوانہ", "می\u{200C}خواهم"]),
    ("Hebrew", &["שרה כהן", "יוסף בן־דוד", "מֹשֶׁה לֵוִי", "רחל ג׳ורג׳"]),
    ("Devanagari", &["प्रिया शर्मा", "श्रीकृष्ण त्रिपाठी", "किरण विश्वकर्मा", "ज्ञानेश्वर ऱ्हाटकर"]),
    ("Bengali", &["শেখ মুজিবুর রহমান", "কৌশিক চট্টোপাধ্যায়", "জ্যোৎস্না দাশগুপ্ত", "মোঃ রফিকুল"]),
    ("Tamil", &["கிருஷ்ணமூர்த்தி", "சௌந்தர்யா", "தமிழ்ச்செல்வன்", "ஸ்ரீநிவாசன் கோபால்"]),
    ("Thai", &["สมชาย ใจดี", "กัญญารัตน์ น้ำทิพย์", "ณัฏฐ์ ปิ่นเกล้า", "เพ็ญศรี"]),
    ("Ethiopic", &["አበበ ቢቂላ", "ጥሩነሽ ዲባባ", "ኃይለ ሥላሴ", "ሰላማዊት"]),
    ("Simplified Chinese", &["张伟", "欧阳娜娜", "刘诗诗", "龚玥"]),
    ("Traditional Chinese", &["張偉", "歐陽菲菲", "鄭麗雲", "黃國龍"]),
    ("Japanese", &["山田 太郎", "渡辺 直美", "さくら 髙橋", "ジョン・スミス"]),
    ("Korean", &["김하늘", "이순신", "박 쀍쀍", "\u{1100}\u{1175}\u{11B7}\u{1112}\u{1161}"]),
    ("Gujarati", &["નરેન્દ્ર પટેલ", "કૃષ્ણા શાહ", "હિરલ જોષી"]),
    ("Gurmukhi", &["ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "ਹਰਜਿੰਦਰ ਕੌਰ", "ਸ਼ਮਸ਼ੇਰ"]),
    ("Telugu", &["కృష్ణవేణి", "లక్ష్మీ నారాయణ", "శ్రీనివాస్"]),
    ("Kannada", &["ಕೃಷ್ಣಮೂರ್ತಿ", "ಲಕ್ಷ್ಮೀ", "ಶ್ರೀನಿವಾಸ"]),
    ("Malayalam", &["കൃഷ്ണൻ നായർ", "ലക്ഷ്മി", "ജോസഫ് ചാക്കോ"]),
    ("Armenian and Georgian", &["Արամ Խաչատրյան", "Անուշ", "გიორგი მაისურაძე", "ნინო"]),
    ("Khmer, Lao, Burmese", &["សុខ ស្រីមុំ", "ចាន់ ធារិទ្ធ", "ສົມສັກ ແກ້ວ", "အောင်ဆန်း", "ခင်ကြီးညွှန့်"]),
    ("Sinhala", &["ශ්‍රීමති පෙරේරා", "කුමාර සංගක්කාර"]),
    ("Syriac", &["ܝܘܚܢܢ", "ܡܪܝܡ ܐܫܘܪ"]),
];

/// Lines in more than one script, or in two directions.
pub const MIXED: [&str; 6] = [
    "Mei 美 Chen",
    "이하늘 (Haneul Lee)",
    "Олена Smith",
    "प्रिया Sharma",
    "山田 Taro",
    "Ανna Ли 李",
];
