import Interaction
import SessionModel
import Testing

/// Every table row and list item of the clinic's fact sheet can be pointed at with its source: the
/// sheet here in our own words, each to be found in some row.
@Suite("The fact sheet on the screen")
struct FactSheetTests {
  static let routes: [(String, [String])] = [
    (
      "iv",
      [
        "0.5 mg/kg over 40 min", "onset: 2 to 10 min", "peak: from about 40", "end of infusion",
        "return: 15 to 30 min after the infusion", "stay: 60 min", "start, pause and stop",
        "infusion: 40 min", "0, 5, 20, 40, 100",
      ]
    ),
    (
      "im",
      [
        "0.5 to 1.5 mg/kg", "onset: 0 to 5 min", "peak: 10 to 25", "return: from about 60",
        "recovery: 90 to 120", "booster: 10 to 20 min", "0, 15, 30, 60, before leaving",
        "stay: 90 min after the last dose",
      ]
    ),
    (
      "sublingual",
      [
        "lozenge or RDT, 100 to 400 mg", "onset: 10 to 20", "30 to 45 min after onset",
        "return: 60 to 120", "10 to 12 min, then spit", "booster: 15 to 30", "visit: 180 min",
        "at home: 0, before leaving (min), a look every 15", "0, 15, 30, 60, before leaving",
        "stay: 90 min after the last dose",
      ]
    ),
    (
      "lozenge-home",
      ["lozenge at home: 0, before leaving (min), a look every 15", "visit: 180 min"]
    ),
    (
      "esketamine",
      [
        "56 or 84 mg, 28 mg at 65 years", "onset: 5 to 15", "peak: from about 40",
        "return: 90 to 120", "between two devices: 5 min", "stay: 120 min after the last dose",
        "and until resolved", "0, 40, before leaving", "oximetry throughout",
        "last food at least 2 h", "at least 30 min ago", "nasal spray at least 1 h",
        "ready without the two-hour rule", "28 mg: 1 device, at 65 years",
      ]
    ),
    (
      "racemic",
      ["first effect 1 to 3, come-up 5 to 15", "peak: 15 to 45", "return: 60 to 120"]
    ),
    (
      "oral",
      [
        "2 to 2.5 mg/kg, about an IV dose", "onset: 10 to 30", "peak: 45 to 90",
        "return: 180 to 360", "bioavailability 20 to 25 %",
      ]
    ),
  ]

  static let vitals = [
    "arrival, baseline, onset, peak, plateau, return, recovery, discharge",
    "drug, mg, mg/kg", "site, lot, waste, witness, given by",
    "systolic 40 to 300 mmHg", "diastolic 20 to 200 mmHg", "diastolic below systolic",
    "pulse 20 to 250", "SpO₂ 40 to 100 %", "respirations 3 to 70", "temperature 30 to 43 °C",
    "weight 20 to 350 kg", "hold-check: systolic > 140", "hold-check: diastolic > 90",
    "amber: systolic > 160", "amber: diastolic > 100", "red: systolic > 180",
    "red: diastolic > 110", "amber: systolic rise ≥ 40", "amber: diastolic rise ≥ 25",
    "amber: pulse > 120", "red: pulse > 130", "amber: SpO₂ < 95", "red: SpO₂ < 92",
    "amber: respirations < 10", "amber: respirations > 24", "amber: systolic < 90",
    "amber: pulse < 50", "amber: MOAA/S ≤ 3", "red: MOAA/S ≤ 2",
  ]

  static let checklists = [
    "identity", "consent current, incl. off-label", "touch agreement", "history unchanged",
    "food 3 to 4 h ago", "water at least 1 h ago", "medicines", "alcohol", "benzodiazepine",
    "opioid", "MAOI", "stimulant", "lamotrigine", "cannabis", "psychosis or mania",
    "medical clearance (who, when)", "pregnancy",
    "suicidality asked (asked as, answer, done, who told)", "allergies", "baseline vitals",
    "before dosing: weight", "before dosing: SUDS", "antiemetic?", "lot, double check",
    "bathroom", "spit cup", "bucket", "tissues", "blanket", "eyeshades", "without adverts",
    "phones silent", "emergency kit", "oximeter", "oxygen", "on call", "escort named",
    "intention", "stop signal", "minimum time since the last dose", "vitals near baseline",
    "oriented", "steady gait", "nausea minimal", "perception normal", "SUDS at or below baseline",
    "suicidality asked again", "escort present", "no driving until the next day",
  ]

  static let grounding = [
    "1 quiet presence", "slow breath together", "this is the medicine, it will pass",
    "name, place", "feet on the floor, back on the chair", "5 to see", "4 to touch",
    "3 to hear", "2 to smell", "1 to taste", "box breath 4-4-4-4", "4-7-8 breath",
    "grounding object", "blanket or warmth", "light", "eyeshades off or on",
    "music softer, changed or off", "sitting and swallowing safely", "agreed touch",
    "mantra and resource", "17 medical help", "not at a dissociated peak", "needs open eyes",
  ]

  static let words = [
    "calm", "joy", "awe", "grief", "fear", "anger", "shame", "flat", "labile", "silent",
    "murmurs", "quote", "asks the time", "laughs", "screams", "other language", "still",
    "tremor", "shaking", "curls up", "reaches", "foot", "jaw", "yawn", "tears", "sweat", "flush",
    "salivation", "eyes open", "eyes closed", "nystagmus", "shades off", "breath slow",
    "breath held", "sigh", "breath fast", "depth 0, usual", "depth 1, floaty",
    "depth 2, altered but conversing", "depth 3, inward", "depth 4, does not answer",
    "time loss", "out of body", "self dissolves", "trauma memory", "abreaction", "child voice",
    "somatic release", "insight", "playlist cue", "volume", "light", "temperature", "assisted",
    "interruption", "reassure", "breathe", "orient", "touch (asked, area, answer)", "music",
    "reposition", "fluid", "silence held", "because", "enters", "leaves",
  ]

  static let adverse = [
    "nausea", "vomiting", "dizziness", "vertigo", "headache", "blurred", "double vision",
    "hypertension", "tachycardia", "hypoxia", "sedation", "distressing dissociation", "anxiety",
    "panic", "agitation", "confusion", "paranoia", "hallucination", "urinary urgency",
    "injection-site pain", "emergence reaction", "laryngospasm", "suicidal ideation",
    "hypotension", "bradycardia", "syncope", "respiratory depression", "allergic reaction",
    "aspiration", "fall", "seizure", "chest pain", "mania", "grade 1: mild", "grade 2: moderate",
    "grade 3: severe", "grade 4: life-threatening", "grade 5: death",
    "onset, end, grade, serious, related, action, outcome", "ondansetron", "labetalol",
    "clonidine", "midazolam", "lorazepam", "oxygen", "cannula in and out", "second check",
    "help called, arrived, transferred", "suicidality, in every session: asked as, answer",
  ]

  static let scales = [
    "SUDS 0 to 10", "SUDS 10: the worst", "depth 0 to 4", "PHQ-9 0 to 27", "14 days",
    "item 9 above 0 is shown at once", "GAD-7 0 to 21", "PCL-5 0 to 80", "MOAA/S 5: answers at",
    "MOAA/S 4: answers slowly", "MOAA/S 3: answers only to a loud", "MOAA/S 2: answers only to",
    "MOAA/S 1: answers only to a painful", "MOAA/S 0: does not", "RASS -5 to 4",
    "modified Aldrete", "PADSS", "C-SSRS", "CADSS 0", "CADSS-6", "MEQ-30", "KSET", "POSS",
    "PHQ-9 wording", "GAD-7 wording", "PCL-5 wording",
    "record: doses, vitals, times, presence, checklists, scores, adverse events",
    "process: client's words, own thoughts, personal history, themes",
  ]

  static let codes = [
    "blood pressure panel: LOINC 85354-9", "LOINC 8480-6", "LOINC 8462-4", "pulse: LOINC 8867-4",
    "oxygen saturation: LOINC 2708-6", "oximetry: LOINC 59408-5", "respirations: LOINC 9279-1",
    "temperature: LOINC 8310-5", "weight: LOINC 29463-7", "PHQ-9 total: LOINC 44261-6",
    "GAD-7 total: LOINC 70274-6", "IM: SNOMED CT 78421000", "IV: SNOMED CT 47625008",
    "sublingual: SNOMED CT 37839007", "nasal: SNOMED CT 46713006", "oral: SNOMED CT 26643006",
    "ketamine, ingredient: RxNorm 6130", "psychotherapy note: v3-ActCode PSYTHPN",
    "RASS has none here: LOINC 54632-5",
  ]

  static let lists = [
    "role: therapist", "role: nurse", "role: escort", "dose site: deltoid", "side: left",
    "cannula site: hand", "body: hand or hands", "body: foot or feet",
    "before a part of the body: upper",
  ]

  private func expect(_ wanted: [String], in facts: [Fact]) {
    for words in wanted {
      let found = facts.filter { $0.words.lowercased().contains(words.lowercased()) }
      #expect(!found.isEmpty, "\(words) is nowhere")
      #expect(found.allSatisfy { !$0.source.words.isEmpty }, "\(words) has no source")
    }
  }

  @Test("routes, each in a session of its own")
  func ofRoutes() {
    #expect(Set(Self.routes.map(\.0)) == Set(everyProtocol))
    for (name, wanted) in Self.routes { expect(wanted, in: facts(name)) }
  }

  @Test(
    "vitals, checklists, grounding, words, adverse events, scales, codes and lists",
    arguments: [vitals, checklists, grounding, words, adverse, scales, codes, lists])
  func ofTheRest(_ wanted: [String]) { expect(wanted, in: facts("im")) }

  @Test("what is common practice without a document says so")
  func clinicDefaults() {
    func isDefault(_ name: String, _ words: String) -> Bool {
      facts(name).first { $0.words.contains(words) }?.source.isClinicDefault == true
    }
    #expect(isDefault("im", "booster: 10 to 20") && isDefault("iv", "onset: 2 to 10"))
    #expect(isDefault("im", "systolic rise ≥ 40") && isDefault("im", "quiet presence"))
    #expect(!isDefault("esketamine", "stay: 120 min"))
  }
}
