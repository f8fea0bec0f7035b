/** The words from which the companies of a country are named, each as `name` or `name|latin`. All of them are made up. */
export type CompanyWords = {
  readonly stems: readonly string[];
  readonly trades: readonly string[];
  readonly forms: readonly string[];
  /** Joins stem, trade and form to a name. */
  readonly name: (stem: string, trade: string, form: string) => string;
};

const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

const ENGLISH: CompanyWords = {
  stems:
    list(`Alderbrook, Amberfield, Ashcombe, Bellmoor, Blackthorn, Bluewater, Bramble, Brightwell, Cedar Ridge, Clearbrook, Copperleaf, Coral Bay,
    Crestline, Driftwood, Eastgate, Elmhurst, Fairlight, Fernhill, Foxglove, Granite Peak, Greenacre, Harborview, Hawthorne, Hazelmere, Highmark, Ironwood,
    Juniper, Kestrel, Kingfisher, Lakeshore, Larchmont, Lighthouse, Longmeadow, Maplewood, Marigold, Meadowlark, Millstone, Moorland, Northgate, Oakhaven,
    Old Quarry, Orchard Hill, Pinecrest, Quarterdeck, Red Cedar, Ridgeway, Riverbend, Saltmarsh, Silverbrook, Stonebridge, Sunfield, Tanglewood, Thistledown,
    Three Rivers, Wayfarer, Westmere, Whitestone, Wildrose, Willowbank, Windmill`),
  trades:
    list(`Accounting, Architects, Bakery, Bicycles, Boatyard, Brewing, Ceramics, Chiropractic, Cold Storage, Construction, Consulting, Dental, Design,
    Engineering, Event Rentals, Family Law, Fitness, Freight, Furniture, Garden Supply, Glassworks, Home Care, Insurance, Irrigation, Joinery, Landscaping,
    Machining, Marine Supply, Media, Medical, Montessori, Optics, Outfitters, Packaging, Pet Care, Plumbing, Press, Property, Roofing, Seeds, Solar, Textiles,
    Toys, Travel, Veterinary, Vineyards, Waterworks, Woodworks`),
  forms: ['LLC', 'Inc.', 'Group', 'Co.', 'Partners', ''],
  name: (stem, trade, form) => [stem, trade, form].filter((word) => word !== '').join(' '),
};

const BRITISH: CompanyWords = { ...ENGLISH, forms: ['Ltd', 'Ltd', 'LLP', 'Group', '& Sons', ''] };
const AUSTRALIAN: CompanyWords = { ...ENGLISH, forms: ['Pty Ltd', 'Pty Ltd', 'Group', ''] };

const GERMAN: CompanyWords = {
  stems:
    list(`Ahornhof, Alsterblick, Birkenau, Brückner, Buchental, Eichgrund, Erlenbach, Falkenstein, Felsberg, Föhrde, Glashütter, Hagedorn, Heidekraut,
    Holunder, Kaltenbach, Kirchberg, Lerchenfeld, Lindenau, Mühlbach, Nordlicht, Oberländer, Rabenstein, Rosental, Sandhausen, Schwarzenau, Seeblick,
    Silbertal, Steinfurth, Tannenhof, Uferweg, Waldheim, Weidenbach, Wiesengrund, Winterfeld`),
  trades:
    list(`Anlagenbau, Apotheken, Bauplanung, Brauerei, Dachtechnik, Druckerei, Elektrotechnik, Fahrradbau, Feinmechanik, Fördertechnik, Gartenbau,
    Gebäudetechnik, Hausverwaltung, Holzbau, Instrumente, Kältetechnik, Kunststofftechnik, Labortechnik, Logistik, Maschinenbau, Medizintechnik, Metallbau,
    Möbelwerk, Optik, Reisen, Steuerberatung, Textilien, Umwelttechnik, Verlag, Werkzeuge`),
  forms: ['GmbH', 'GmbH', 'GmbH & Co. KG', 'AG', 'OHG'],
  name: (stem, trade, form) => `${stem} ${trade} ${form}`,
};

const FRENCH: CompanyWords = {
  stems:
    list(`Aubépine, Belle Rive, Beauséjour, Boisclair, Chantemerle, Clairval, Clos Fleuri, Côte Blanche, Fontaine, Grand Chêne, Haute Vallée, La Garenne,
    La Roseraie, Le Phare, Les Tilleuls, Lumière, Montclair, Moulin Vert, Pierre Levée, Port Neuf, Quatre Vents, Rivebelle, Rochefleur, Sainte Colline, Val Doré,
    Vieux Pont`),
  trades:
    list(`Architecture, Assurances, Boulangerie, Cabinet Dentaire, Charpente, Chauffage, Comptabilité, Conseil, Couverture, Édition, Électricité,
    Emballages, Formation, Horlogerie, Immobilier, Imprimerie, Jardins, Logistique, Mécanique, Menuiserie, Optique, Paysages, Plasturgie, Pépinières,
    Textiles, Transports, Verrerie, Voyages`),
  forms: ['SARL', 'SAS', 'SA', '& Fils'],
  name: (stem, trade, form) => `${stem} ${trade} ${form}`,
};

const INDIAN: CompanyWords = {
  stems:
    list(`Akshara, Amrut, Anantara, Aruna, Ashwin, Bhoomi, Chandan, Devika, Dhruva, Ekta, Gaurav, Himgiri, Indradhanush, Jyoti, Kaveri, Kesari, Madhur,
    Malabar Coast, Mayura, Narmada, Navrang, Nilgiri, Padma, Prakash, Pushpak, Sagar, Samudra, Saptagiri, Shanti, Suvarna, Tarang, Trishul, Udaan, Vasant,
    Vriksha, Western Ghats`),
  trades:
    list(`Agro Foods, Analytics, Apparel, Auto Components, Ayurveda, Builders, Castings, Chemicals, Clinics, Cold Chain, Diagnostics, Education,
    Electricals, Engineering, Exports, Fabrics, Finance, Furnishings, Granites, Handicrafts, Hospitality, Infosystems, Jewellers, Logistics, Organics,
    Packaging, Pharma, Plastics, Pumps, Realty, Retail, Solar, Spices, Textiles, Travels`),
  forms: ['Private Limited', 'Private Limited', 'LLP', 'Limited', '& Company'],
  name: (stem, trade, form) => `${stem} ${trade} ${form}`,
};

const TAIWANESE: CompanyWords = {
  stems:
    list(`晴嶺|chingling, 海晏|haiyen, 青禾|chingho, 朝陽坊|chaoyangfang, 雲澤|yuntse, 山澄|shancheng, 禾碩|hoshuo, 曜川|yaochuan, 松風|sungfeng, 澄岳|chengyueh,
    沐光|mukuang, 稻香|taohsiang, 月汀|yuehting, 嵐海|lanhai, 石門山|shihmenshan, 遠橋|yuanchiao, 柏林園|polinyuan, 竹語|chuyu, 水沐|shuimu, 群岳|chunyueh, 虹橋里|hungchiaoli,
    啟穗|chisui, 翠谷|tsuiku, 望洋|wangyang, 安渡|antu, 鹿鳴|luming, 向榮|hsiangjung, 千畝|chienmu, 拾光|shihkuang, 埔心|puhsin`),
  trades:
    list(`精密|precision, 食品|foods, 貿易|trading, 物流|logistics, 營造|construction, 生技|biotech, 文創|culture, 電子|electronics, 牙醫診所|dental, 設計|design, 光學|optics,
    機械|machinery, 包裝|packaging, 印刷|printing, 旅行社|travel, 農產|farms, 家具|furniture, 紡織|textiles, 會計師事務所|accounting, 幼兒園|kindergarten, 咖啡|coffee, 海運|shipping, 建築師事務所|architects,
    茶業|tea, 醫材|medical, 太陽能|solar, 出版|press, 自行車|bicycles`),
  forms: ['股份有限公司', '有限公司', '企業', ''],
  name: (stem, trade, form) => (/[所園社]$/.test(trade) ? `${stem}${trade}` : `${stem}${trade}${form}`),
};

const JAPANESE: CompanyWords = {
  stems:
    list(`青葉台|aobadai, 朝霧|asagiri, 天音|amane, 風早|kazahaya, 霧島野|kirishimano, 月見里|yamanashi, 春日野|kasugano, 桐生原|kiryuhara, 白帆|shiraho, 汐見|shiomi, 鈴懸|suzukake,
    瀬戸内野|setouchino, 空木|utsugi, 千草|chigusa, 常盤平|tokiwadaira, 夏木立|natsukodachi, 花菱|hanabishi, 双葉台|futabadai, 星野原|hoshinohara, 美浜|mihama, 深山|miyama, 若草|wakakusa`),
  trades:
    list(`工業|kogyo, 商会|shokai, 食品|shokuhin, 物産|bussan, 印刷|insatsu, 建設|kensetsu, 精機|seiki, 木工|mokko, 製菓|seika, 旅行|ryoko, 運輸|unyu, 会計|kaikei, 電機|denki, 園芸|engei, 出版|shuppan,
    薬局|yakkyoku, 設計|sekkei, 醸造|jozo, 繊維|seni, 光学|kogaku`),
  forms: ['株式会社', '合同会社', '株式会社'],
  name: (stem, trade, form) => `${stem}${trade}${form}`,
};

const BY_COUNTRY: Readonly<Record<string, CompanyWords>> = {
  GB: BRITISH,
  AU: AUSTRALIAN,
  DE: GERMAN,
  FR: FRENCH,
  IN: INDIAN,
  TW: TAIWANESE,
  JP: JAPANESE,
};

/** The words for companies of a country; American ones where we have none. */
export function companyWordsOf(country: string): CompanyWords {
  return BY_COUNTRY[country] ?? ENGLISH;
}
