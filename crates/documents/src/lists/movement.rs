//! The movements by which goods enter and leave a book, as files name them. The rules decide what each of them means;
//! here are only their words.

use crate::words::Word;

/// All movements that a list may declare.
pub const MOVEMENTS: &[Word] = &[
    Word { code: "import", chinese: "进口", english: "Import" },
    Word { code: "transfer_in", chinese: "转入", english: "Transfer in" },
    Word { code: "return_in", chinese: "退运进区", english: "Return in" },
    Word { code: "domestic_in", chinese: "国内货物进区", english: "Domestic goods in" },
    Word { code: "deep_processing_in", chinese: "深加工结转转入", english: "Deep processing in" },
    Word { code: "exchange_in", chinese: "退换进区", english: "Exchange in" },
    Word { code: "export", chinese: "出口", english: "Export" },
    Word { code: "re_export", chinese: "复出口", english: "Re-export" },
    Word { code: "domestic_sale", chinese: "内销", english: "Domestic sale" },
    Word { code: "transfer_out", chinese: "转出", english: "Transfer out" },
    Word { code: "deep_processing_out", chinese: "深加工结转转出", english: "Deep processing out" },
    Word { code: "surplus_out", chinese: "余料结转转出", english: "Surplus out" },
    Word { code: "exchange_out", chinese: "退换出区", english: "Exchange out" },
    Word { code: "destruction", chinese: "销毁", english: "Destruction" },
];
