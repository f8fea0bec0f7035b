/** A town with the part of the country it lies in and the beginning of its postal codes. */
export type Town = { readonly city: string; readonly state: string; readonly postal: string };

/** What letters and phones look like in a country. In `phone` and in a town's `postal`, each # stands for a digit. */
export type Country = {
  readonly code: string;
  readonly language: string;
  readonly culture: string;
  readonly phone: string;
  readonly streets: readonly string[];
  /** Puts the number of a house to its street. */
  readonly house: (street: string, number: number) => string;
  readonly towns: readonly Town[];
};

const list = (text: string): readonly string[] => text.split(/\s*,\s*/);
/** `city/state/postal` each. */
const towns = (text: string): readonly Town[] =>
  list(text).map((entry) => {
    const [city = '', state = '', postal = ''] = entry.split('/');
    return { city, state, postal };
  });
const before = (street: string, number: number) => `${number} ${street}`;
const behind = (street: string, number: number) => `${street} ${number}`;

// Phone numbers come from the blocks that are kept free for stories, where a country keeps some.
const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    language: 'en',
    culture: 'en-US',
    phone: '206-555-01##',
    streets: list(
      'Alder Street, Birch Avenue, Canal Street, Depot Road, Harbor Way, Juniper Lane, Mill Street, Orchard Road, Prospect Avenue, Summit Drive',
    ),
    house: before,
    towns: towns(
      'Seattle/WA/981##, Portland/OR/972##, Denver/CO/802##, Austin/TX/787##, Madison/WI/537##, Raleigh/NC/276##, Albany/NY/122##, Tucson/AZ/857##',
    ),
  },
  {
    code: 'CA',
    language: 'en',
    culture: 'en-CA',
    phone: '604-555-01##',
    streets: list('Cedar Crescent, Dufferin Street, Harbourfront Road, Lakeview Drive, Maple Avenue, Queen Street, Spruce Road'),
    house: before,
    towns: towns('Vancouver/BC/V6B #A#, Calgary/AB/T2P #H#, Winnipeg/MB/R3C #L#, Ottawa/ON/K1P #J#, Halifax/NS/B3J #K#'),
  },
  {
    code: 'GB',
    language: 'en',
    culture: 'en-GB',
    phone: '01632 960###',
    streets: list(
      'Abbey Road, Bridge Street, Castle Lane, Foundry Row, Market Place, Mill Lane, Station Approach, Tannery Yard, Wharf Road',
    ),
    house: before,
    towns: towns('Leeds//LS1 #DA, Bristol//BS1 #QX, Norwich//NR2 #AB, York//YO1 #LT, Cardiff//CF10 #BH, Dundee//DD1 #HN'),
  },
  {
    code: 'DE',
    language: 'de',
    culture: 'de-DE',
    phone: '030 23125 ###',
    streets: list(
      'Ahornallee, Bahnhofstraße, Gartenweg, Hafenstraße, Industriestraße, Lindenstraße, Marktplatz, Mühlenweg, Schillerstraße',
    ),
    house: behind,
    towns: towns('Bremen//281##, Leipzig//041##, Kassel//341##, Ulm//890##, Lübeck//235##, Erfurt//990##, Münster//481##'),
  },
  {
    code: 'FR',
    language: 'fr',
    culture: 'fr-FR',
    phone: '01 99 00 ## ##',
    streets: list('rue des Acacias, rue de la Gare, avenue du Port, quai des Tanneurs, rue du Moulin, boulevard des Arts, place du Marché'),
    house: before,
    towns: towns('Nantes//440##, Rennes//350##, Dijon//210##, Tours//370##, Annecy//740##, Reims//510##'),
  },
  {
    code: 'IN',
    language: 'en',
    culture: 'en-IN',
    phone: '022 5550 ####',
    streets: list('Ashoka Road, Brigade Lane, Fort Street, Gandhi Marg, Lake View Road, Market Road, Station Road, Temple Street'),
    house: before,
    towns: towns(
      'Pune/MH/4110##, Bengaluru/KA/5600##, Chennai/TN/6000##, Hyderabad/TS/5000##, Jaipur/RJ/3020##, Kochi/KL/6820##, Indore/MP/4520##',
    ),
  },
  {
    code: 'TW',
    language: 'zh-Hant',
    culture: 'zh-TW',
    phone: '02-5550-####',
    streets: list('中正路, 民生東路三段, 復興南路一段, 工業一路, 光復路二段, 和平西路, 文化路, 建國路'),
    house: (street, number) => `${street}${number}號`,
    towns: towns(
      '臺北市/信義區/110##, 新北市/板橋區/220##, 桃園市/中壢區/320##, 新竹市/東區/300##, 臺中市/西屯區/407##, 臺南市/安平區/708##, 高雄市/前鎮區/806##',
    ),
  },
  {
    code: 'JP',
    language: 'ja',
    culture: 'ja-JP',
    phone: '03-5550-####',
    streets: list('本町, 栄町, 中央, 港南, 緑ヶ丘, 大手町, 青葉'),
    house: (street, number) => `${street}${1 + (number % 5)}丁目${number}番地`,
    towns: towns(
      '横浜市/神奈川県/220-00##, 札幌市/北海道/060-00##, 仙台市/宮城県/980-00##, 金沢市/石川県/920-00##, 福岡市/福岡県/810-00##',
    ),
  },
  {
    code: 'AU',
    language: 'en',
    culture: 'en-AU',
    phone: '(02) 5550 ####',
    streets: list('Banksia Street, Bay Road, Gumtree Avenue, Harbour Parade, Kelly Street, Railway Terrace, Wattle Grove'),
    house: before,
    towns: towns('Newcastle/NSW/23##, Geelong/VIC/32##, Hobart/TAS/70##, Cairns/QLD/48##, Fremantle/WA/61##'),
  },
];

const BY_CODE = new Map(COUNTRIES.map((country) => [country.code, country]));

/** The countries where customers of the demo world can live. */
export function countryCodes(): readonly string[] {
  return [...BY_CODE.keys()];
}

/** A country where customers of the demo world live. */
export function countryOf(code: string): Country {
  const country = BY_CODE.get(code);
  if (country === undefined) throw new RangeError(`no such country in the demo world: ${code}`);
  return country;
}
