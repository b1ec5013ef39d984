#include "gui/partmodel.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"

#include <QSize>

namespace wirewise::gui {

using imports::Part;

PartModel::PartModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void PartModel::setParts(const QList<Part> &parts)
{
    beginResetModel();
    m_parts = parts;
    endResetModel();
}

int PartModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

int PartModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PartModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    constexpr qsizetype longest = 400;
    const Part &part = m_parts.at(index.row());
    const auto shown = [](const QString &text) { return observation::printable(text.toUtf8(), longest); };
    if (role == Qt::DecorationRole && index.column() == FateColumn)
        return part.fate == Part::Fate::Left    ? Icons::icon("triangle-alert", Token::Warn)
               : part.fate == Part::Fate::Taken ? Icons::icon("check", Token::Ok)
                                                : Icons::icon("minus", Token::Text3);
    constexpr int rowHeight = 26;
    if (role == Qt::SizeHintRole)
        return QSize(0, Theme::instance().scaled(rowHeight));
    if (role == Qt::FontRole && (index.column() == NameColumn || index.column() == ValueColumn))
        return Theme::instance().font(TextStyle::Code);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case FateColumn:
        return part.fate == Part::Fate::Left    ? tr("not sent")
               : part.fate == Part::Fate::Taken ? tr("taken")
                                                : tr("no matter");
    case NameColumn:
        return shown(part.name);
    case ValueColumn:
        return shown(part.value);
    default:
        return part.meaning;
    }
}

QVariant PartModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Fate"), tr("Part"), tr("Value"), tr("What becomes of it")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace wirewise::gui
