import type { Rule } from '../check-input.ts';
import { braceIsNotDoubled } from './brace-is-not-doubled.ts';
import { catalogueIsConsistent } from './catalogue-is-consistent.ts';
import { checkCanFail } from './check-can-fail.ts';
import { checkFileIsWellFormed } from './check-file-is-well-formed.ts';
import { completePostHasEveryPart } from './complete-post-has-every-part.ts';
import { citationExists } from './citation-exists.ts';
import { componentIsKnown } from './component-is-known.ts';
import { conceptDefinitionResolves } from './concept-definition-resolves.ts';
import { conceptExists } from './concept-exists.ts';
import { contentDataIsValid } from './content-data-is-valid.ts';
import { contentFileIsIncluded } from './content-file-is-included.ts';
import { contentFileIsReadable } from './content-file-is-readable.ts';
import { contentHasPosts } from './content-has-posts.ts';
import { crossPostTargetResolves } from './cross-post-target-resolves.ts';
import { dataIdIsUnique } from './data-id-is-unique.ts';
import { decimalIsInOutput } from './decimal-is-in-output.ts';
import { declaredEquationExists } from './declared-equation-exists.ts';
import { directiveIsClosed } from './directive-is-closed.ts';
import { directiveIsKnown } from './directive-is-known.ts';
import { displayEnvironmentIsKnown } from './display-environment-is-known.ts';
import { displayFenceIsAlone } from './display-fence-is-alone.ts';
import { displayIsNumbered } from './display-is-numbered.ts';
import { displaySymbolIsIntroduced } from './display-symbol-is-introduced.ts';
import { equationIsCheckedOrDeclared } from './equation-is-checked-or-declared.ts';
import { equationIsReferredTo } from './equation-is-referred-to.ts';
import { exceptionIsUsed } from './exception-is-used.ts';
import { frontmatterIsValid } from './frontmatter-is-valid.ts';
import { identifierIsUnique } from './identifier-is-unique.ts';
import { inequalityStatesEquality } from './inequality-states-equality.ts';
import { inlineChainIsNumbered } from './inline-chain-is-numbered.ts';
import { labelIsUnique } from './label-is-unique.ts';
import { labelIsWellFormed } from './label-is-well-formed.ts';
import { ledgerIsValid } from './ledger-is-valid.ts';
import { linkIsRelativeOrExternal } from './link-is-relative-or-external.ts';
import { linkedFileExists } from './linked-file-exists.ts';
import { mathDelimiterIsPaired } from './math-delimiter-is-paired.ts';
import { mathIsClosed } from './math-is-closed.ts';
import { mathRenders } from './math-renders.ts';
import { mdxIsReadable } from './mdx-is-readable.ts';
import { metadataMathRenders } from './metadata-math-renders.ts';
import { normSurvivesTable } from './norm-survives-table.ts';
import { numberIsConsecutive } from './number-is-consecutive.ts';
import { numberIsInOrder } from './number-is-in-order.ts';
import { numberIsUnique } from './number-is-unique.ts';
import { numberingStartsAtOne } from './numbering-starts-at-one.ts';
import { oneTagPerRow } from './one-tag-per-row.ts';
import { pathFollowsPrerequisites } from './path-follows-prerequisites.ts';
import { pathPostExists } from './path-post-exists.ts';
import { postIsInCatalogue } from './post-is-in-catalogue.ts';
import { prerequisiteExists } from './prerequisite-exists.ts';
import { prerequisitesAreAcyclic } from './prerequisites-are-acyclic.ts';
import { punctuationIsFullWidth } from './punctuation-is-full-width.ts';
import { publishedAnchorIsKept } from './published-anchor-is-kept.ts';
import { publishedMeaningIsKept } from './published-meaning-is-kept.ts';
import { referenceIsReviewed } from './reference-is-reviewed.ts';
import { referenceTargetResolves } from './reference-target-resolves.ts';
import { roundedDecimalIsApproximate } from './rounded-decimal-is-approximate.ts';
import { retirementTargetResolves } from './retirement-target-resolves.ts';
import { slugIsUnique } from './slug-is-unique.ts';
import { slugIsValid } from './slug-is-valid.ts';
import { stepNamesItsReason } from './step-names-its-reason.ts';
import { symbolIsUsed } from './symbol-is-used.ts';
import { tagIsInDisplay } from './tag-is-in-display.ts';
import { tagIsInteger } from './tag-is-integer.ts';
import { tagIsNotInsideInnerEnvironment } from './tag-is-not-inside-inner-environment.ts';
import { texIsInMath } from './tex-is-in-math.ts';
import { theoremStatesItsPremise } from './theorem-states-its-premise.ts';
import { topicExists } from './topic-exists.ts';
import { verificationFileIsValid } from './verification-file-is-valid.ts';
import { verificationHolds } from './verification-holds.ts';
import { verificationIsFresh } from './verification-is-fresh.ts';

const all = [
  braceIsNotDoubled,
  catalogueIsConsistent,
  checkCanFail,
  checkFileIsWellFormed,
  completePostHasEveryPart,
  citationExists,
  componentIsKnown,
  conceptDefinitionResolves,
  conceptExists,
  contentDataIsValid,
  contentFileIsIncluded,
  contentFileIsReadable,
  contentHasPosts,
  crossPostTargetResolves,
  dataIdIsUnique,
  decimalIsInOutput,
  declaredEquationExists,
  directiveIsClosed,
  directiveIsKnown,
  displayEnvironmentIsKnown,
  displayFenceIsAlone,
  displayIsNumbered,
  displaySymbolIsIntroduced,
  equationIsCheckedOrDeclared,
  equationIsReferredTo,
  frontmatterIsValid,
  identifierIsUnique,
  inequalityStatesEquality,
  inlineChainIsNumbered,
  labelIsUnique,
  labelIsWellFormed,
  linkIsRelativeOrExternal,
  linkedFileExists,
  mathDelimiterIsPaired,
  mathIsClosed,
  mathRenders,
  mdxIsReadable,
  metadataMathRenders,
  normSurvivesTable,
  numberIsConsecutive,
  numberIsInOrder,
  numberIsUnique,
  numberingStartsAtOne,
  oneTagPerRow,
  pathFollowsPrerequisites,
  pathPostExists,
  postIsInCatalogue,
  prerequisiteExists,
  prerequisitesAreAcyclic,
  punctuationIsFullWidth,
  referenceTargetResolves,
  roundedDecimalIsApproximate,
  slugIsUnique,
  slugIsValid,
  stepNamesItsReason,
  symbolIsUsed,
  tagIsInDisplay,
  tagIsInteger,
  tagIsNotInsideInnerEnvironment,
  texIsInMath,
  theoremStatesItsPremise,
  topicExists,
  verificationFileIsValid,
  verificationHolds,
  verificationIsFresh,
  ledgerIsValid,
  publishedAnchorIsKept,
  publishedMeaningIsKept,
  referenceIsReviewed,
  retirementTargetResolves,
  exceptionIsUsed,
] as const;

/** The name of a rule. A misspelt one does not compile. */
export type RuleId = (typeof all)[number]['id'];

/** All rules in the order in which they run; the last one judges the exceptions to the others. */
export const rules: readonly (Rule & { readonly id: RuleId })[] = all;

export const ruleIds: readonly RuleId[] = rules.map(({ id }) => id);

/** What each rule demands, in Chinese. */
export const ruleDescriptions: Readonly<Record<RuleId, string>> = Object.fromEntries(
  rules.map(({ id, description }) => [id, description]),
) as Record<RuleId, string>;
