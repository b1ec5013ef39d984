#include "gui/exchangetreemodel.h"

#include "gui/outcomewords.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/phasebar.h"
#include "report/tlsrows.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {

/// More belong to the Messages page.
constexpr qsizetype ShownMessages = 200;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::ExchangeTreeModel)
};

QString groupName(ExchangeTreeModel::Group group)
{
    switch (group) {
    case ExchangeTreeModel::Group::Encryption:
        return Words::tr("Encryption");
    case ExchangeTreeModel::Group::Probes:
        return Words::tr("Probes");
    case ExchangeTreeModel::Group::Retries:
        return Words::tr("Retries");
    case ExchangeTreeModel::Group::AfterUpgrade:
        break;
    }
    return Words::tr("After the upgrade");
}

} // namespace

QString messageTitle(const observation::Message &message)
{
    const int size = static_cast<int>(message.payload.size());
    switch (message.opcode) {
    case wire::Opcode::Text:
        return Words::tr("Text, %n byte(s)", nullptr, size);
    case wire::Opcode::Binary:
        return Words::tr("Binary, %n byte(s)", nullptr, size);
    case wire::Opcode::Ping:
        return Words::tr("Ping, %n byte(s)", nullptr, size);
    case wire::Opcode::Pong:
        return Words::tr("Pong, %n byte(s)", nullptr, size);
    case wire::Opcode::Close:
        if (size >= 2) {
            const int code =
                static_cast<quint8>(message.payload.at(0)) << 8 | static_cast<quint8>(message.payload.at(1));
            return Words::tr("Close %1").arg(code);
        }
        return Words::tr("Close without a code");
    case wire::Opcode::Continuation:
        break;
    }
    return Words::tr("Frame, %n byte(s)", nullptr, size);
}

ExchangeTreeModel::ExchangeTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}
ExchangeTreeModel::~ExchangeTreeModel() = default;

ExchangeTreeModel::Row ExchangeTreeModel::tlsRowOf(const observation::TlsFacts &tls)
{
    Row row;
    row.isTls = true;
    row.title = Words::tr("TLS handshake");
    const bool isComplete = tls.result == observation::TlsFacts::Result::Complete;
    row.answer = !isComplete    ? Words::tr("fails")
                 : tls.verified ? Words::tr("fine")
                                : Words::tr("unverified");
    row.token = static_cast<int>(!isComplete ? Token::Fail : tls.verified ? Token::Ok : Token::Warn);
    return row;
}

QList<ExchangeTreeModel::Section> ExchangeTreeModel::sectionsOf(const observation::Observation &observation)
{
    Section probes{Group::Probes, {}}, retries{Group::Retries, {}}, after{Group::AfterUpgrade, {}};
    const auto rowOf = [](const observation::Exchange &exchange) {
        Row row;
        row.probe = exchange.name();
        row.title = probeTitle(exchange.name());
        row.answer = outcomeWord(exchange);
        row.token = static_cast<int>(statusToken(exchange));
        return row;
    };
    for (const observation::Exchange &exchange : observation.exchanges)
        probes.rows.append(rowOf(exchange));
    for (const observation::ExperimentResult &result : observation.experiments) {
        Row row = rowOf(result.exchange);
        row.probe = result.experiment.id;
        row.title = result.experiment.change;
        row.isControl = result.experiment.role == observation::Experiment::Role::Control;
        retries.rows.append(row);
    }
    if (observation.session) {
        for (const observation::Message &message : observation.session->messages) {
            if (after.rows.size() >= ShownMessages)
                break;
            Row row;
            row.title = messageTitle(message);
            row.message = message.number;
            row.direction = message.direction;
            after.rows.append(row);
        }
    }
    Section encryption{Group::Encryption, {}};
    if (const observation::Exchange *exchange = report::exchangeOverTls(observation))
        encryption.rows.append(tlsRowOf(*exchange->connection.tls));
    QList<Section> sections;
    for (const Section &section : {encryption, probes, retries, after}) {
        if (!section.rows.isEmpty())
            sections.append(section);
    }
    return sections;
}

bool ExchangeTreeModel::hasSameShape(const QList<Section> &sections) const
{
    if (sections.size() != m_sections.size())
        return false;
    for (qsizetype i = 0; i < sections.size(); ++i) {
        if (sections.at(i).group != m_sections.at(i).group ||
            sections.at(i).rows.size() != m_sections.at(i).rows.size())
            return false;
    }
    return true;
}

void ExchangeTreeModel::show(const observation::Observation &observation)
{
    const QList<Section> sections = sectionsOf(observation);
    if (!hasSameShape(sections)) {
        beginResetModel();
        m_sections = sections;
        endResetModel();
        return;
    }
    for (qsizetype i = 0; i < sections.size(); ++i) {
        for (qsizetype row = 0; row < sections.at(i).rows.size(); ++row) {
            if (m_sections.at(i).rows.at(row) == sections.at(i).rows.at(row))
                continue;
            m_sections[i].rows[row] = sections.at(i).rows.at(row);
            const QModelIndex at = createIndex(static_cast<int>(row), 0, static_cast<quintptr>(i + 1));
            Q_EMIT dataChanged(at, at);
        }
    }
}

void ExchangeTreeModel::clear()
{
    beginResetModel();
    m_sections.clear();
    endResetModel();
}

QModelIndex ExchangeTreeModel::indexOf(const QByteArray &probe) const
{
    for (qsizetype i = 0; i < m_sections.size(); ++i) {
        for (qsizetype row = 0; row < m_sections.at(i).rows.size(); ++row) {
            const Row &entry = m_sections.at(i).rows.at(row);
            if (entry.message == 0 && !entry.isTls && entry.probe == probe)
                return createIndex(static_cast<int>(row), 0, static_cast<quintptr>(i + 1));
        }
    }
    return {};
}

QModelIndex ExchangeTreeModel::indexOfTls() const
{
    const bool isThere = !m_sections.isEmpty() && m_sections.constFirst().group == Group::Encryption;
    return isThere ? createIndex(0, 0, quintptr(1)) : QModelIndex();
}

QModelIndex ExchangeTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex ExchangeTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int ExchangeTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    return parent.internalId() == 0 ? static_cast<int>(m_sections.at(parent.row()).rows.size()) : 0;
}

int ExchangeTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ExchangeTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0) {
        if (role == Qt::DisplayRole)
            return groupName(m_sections.at(index.row()).group);
        return role == IsGroupRole ? QVariant(true) : QVariant();
    }
    const Row &row = m_sections.at(static_cast<qsizetype>(index.internalId()) - 1).rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.title;
    case Qt::AccessibleTextRole:
        if (row.message > 0)
            return row.direction == wire::Direction::Sent ? tr("Sent: %1").arg(row.title)
                                                          : tr("Received: %1").arg(row.title);
        return QString(row.title % QLatin1String(", ") % row.answer);
    case ProbeRole:
        return row.probe;
    case MessageRole:
        return row.message;
    case AnswerRole:
        return row.answer;
    case TokenRole:
        return row.token;
    case DirectionRole:
        return static_cast<int>(row.direction);
    case ControlRole:
        return row.isControl;
    case IsGroupRole:
        return false;
    case TlsRole:
        return row.isTls;
    default:
        return {};
    }
}

Qt::ItemFlags ExchangeTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == 0)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wirewise::gui
