#include "gui/endpointtablemodel.h"

#include "gui/listwords.h"
#include "gui/sessionmodel.h"
#include "gui/widgets/phasebar.h"

#include <QLocale>

#include <algorithm>

// What the table says: its cells, its heads, and the same for those who hear it.
namespace wirewise::gui {

using observation::ProbeKind;
using session::CheckOutline;

namespace {

constexpr quintptr GroupId = 0;

ProbeKind probeOf(int column)
{
    return column == EndpointTableModel::HeadColumn  ? ProbeKind::Head
           : column == EndpointTableModel::GetColumn ? ProbeKind::Get
                                                     : ProbeKind::Upgrade;
}

const CheckOutline::Answer *answerOf(const ListRow &row, ProbeKind probe)
{
    const QList<CheckOutline::Answer> &answers = row.isChecked() ? row.outline->answers : row.answers;
    const auto found = std::find_if(answers.begin(), answers.end(),
                                    [probe](const CheckOutline::Answer &one) { return one.probe == probe; });
    return found == answers.end() ? nullptr : &*found;
}

QString stageWords(const ListRow &row)
{
    switch (row.stage) {
    case check::Check::Stage::Watching:
        return EndpointTableModel::tr("watching the session");
    case check::Check::Stage::Experimenting:
        return EndpointTableModel::tr("single changes");
    default:
        break;
    }
    const qsizetype all = row.asked.size();
    return EndpointTableModel::tr("probe %1 of %2").arg(std::min(row.answers.size() + 1, all)).arg(all);
}

} // namespace

QString answerWords(const ListRow &row, ProbeKind probe)
{
    if (const CheckOutline::Answer *answer = answerOf(row, probe))
        return statusText(answer->outcome, answer->status);
    return row.state == ListRow::State::Running && row.asked.contains(probe)
               ? EndpointTableModel::tr("waiting")
               : QString();
}

Token answerToken(const ListRow &row, ProbeKind probe)
{
    const CheckOutline::Answer *answer = answerOf(row, probe);
    if (!answer)
        return Token::AccentText;
    if (probe == ProbeKind::Upgrade)
        return answer->status == 101 ? Token::Ok : Token::Fail;
    if (answer->status == 0)
        return row.verdict() == diagnosis::Verdict::Fails ? Token::Fail : Token::Warn;
    // A route for WebSockets alone refuses HEAD and GET; only where nothing works does it tell something.
    constexpr int MethodNotAllowed = 405, UpgradeRequired = 426;
    const bool isProper =
        answer->status < 400 || answer->status == MethodNotAllowed || answer->status == UpgradeRequired;
    return !isProper && row.verdict() == diagnosis::Verdict::Fails ? Token::Fail : Token::Text2;
}

QVariant EndpointTableModel::groupData(const Section &section, int column, int role) const
{
    const QString count = QLocale().toString(section.rows.size());
    switch (role) {
    case Qt::DisplayRole:
        return column == AddressColumn ? section.name.title : QVariant();
    case Qt::AccessibleTextRole:
        return column == AddressColumn ? QString(section.name.title % QLatin1String(", ") % count)
                                       : QString();
    case IsGroupRole:
        return true;
    case CountRole:
        return section.rows.size();
    case GroupRole:
        return section.name.title;
    default:
        return {};
    }
}

QString EndpointTableModel::text(const ListRow &row, int column) const
{
    switch (column) {
    case AddressColumn:
        return row.title.isEmpty() ? row.address : QString(row.title % QLatin1String("  ") % row.address);
    case HeadColumn:
    case GetColumn:
    case UpgradeColumn:
        return answerWords(row, probeOf(column));
    case FindingColumn:
        if (row.state == ListRow::State::Running)
            return stageWords(row);
        return row.isChecked() ? QString::fromUtf8(row.outline->findingId) : QString();
    case TimeColumn:
        return tookWords(row, m_now);
    case SinceColumn:
        return sinceWords(row, m_now);
    default:
        return {};
    }
}

/// What is heard says in words what is seen by sign and column.
QString EndpointTableModel::spoken(const ListRow &row, int column) const
{
    const QString shown = text(row, column);
    if (column == AddressColumn)
        return shown % QLatin1String(", ") %
               (row.isChecked() ? verdictWord(row.verdict()) : groupTitle(verdictGroupOf(row)).toLower());
    const bool isProbe = column == HeadColumn || column == GetColumn || column == UpgradeColumn;
    return isProbe && !shown.isEmpty()
               ? QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u' ' % shown)
               : shown;
}

QVariant EndpointTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == GroupId)
        return groupData(m_sections.at(index.row()), index.column(), role);
    const ListRow *shown = row(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*shown, index.column());
    case Qt::AccessibleTextRole:
        return spoken(*shown, index.column());
    case Qt::ToolTipRole: {
        // Rich text for its line breaks; what a server says stays text.
        const QString said = index.column() == AddressColumn                         ? shown->address
                             : index.column() == FindingColumn && shown->isChecked() ? shown->outline->summary
                                                                                     : QString();
        return said.isEmpty() ? QVariant() : QVariant(QLatin1String("<qt>") + said.toHtmlEscaped());
    }
    case IsGroupRole:
        return false;
    case NumberRole:
        return number(index);
    default:
        return {};
    }
}

QVariant EndpointTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == TimeColumn)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AddressColumn:
        return tr("Endpoint");
    case HeadColumn:
        return tr("HEAD");
    case GetColumn:
        return tr("GET");
    case UpgradeColumn:
        return tr("Upgrade");
    case FindingColumn:
        return tr("Finding");
    case TimeColumn:
        return tr("Time");
    case SinceColumn:
        return tr("Since the last run");
    default:
        return {};
    }
}

Qt::ItemFlags EndpointTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == GroupId
               ? Qt::ItemFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable)
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wirewise::gui
