#include "gui/tlstree.h"

#include "gui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace wirewise::gui {

namespace {

using Mark = report::TlsRow::Mark;

constexpr int MarkRole = Qt::UserRole;
/// More rows than this stay folded: the steps and the offer.
constexpr qsizetype LongSection = 14;

Token tokenOf(Mark mark)
{
    switch (mark) {
    case Mark::Plain:
        return Token::Text1;
    case Mark::Good:
        return Token::Ok;
    case Mark::Doubtful:
        return Token::Warn;
    case Mark::Bad:
        break;
    }
    return Token::Fail;
}

/// The colour is said in words too, for those who do not see it.
QString spoken(const report::TlsRow &row)
{
    switch (row.mark) {
    case Mark::Doubtful:
        return TlsTree::tr("Doubtful: %1, %2").arg(row.name, row.value);
    case Mark::Bad:
        return TlsTree::tr("Wrong: %1, %2").arg(row.name, row.value);
    default:
        return QString(row.name % QLatin1String(", ") % row.value);
    }
}

/// Rows of a line each, with room between them.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isSection = !index.parent().isValid();
        const QSize bare = QStyledItemDelegate::sizeHint(option, index);
        return {bare.width(), bare.height() + Theme::instance().scaled(isSection ? 10 : 4)};
    }
};

} // namespace

TlsTree::TlsTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setIndentation(16);
    setItemDelegate(new RowDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(&Theme::instance(), &Theme::changed, this, &TlsTree::dress);
}

void TlsTree::addSection(const report::TlsSection &section)
{
    auto *top = new QTreeWidgetItem(this, {section.title});
    top->setFirstColumnSpanned(true);
    top->setData(0, MarkRole, static_cast<int>(section.mark));
    for (const report::TlsRow &row : section.rows) {
        auto *item = new QTreeWidgetItem(top, {row.name, row.value});
        item->setToolTip(1, row.value);
        item->setData(0, MarkRole, static_cast<int>(row.mark));
        item->setData(0, Qt::AccessibleTextRole, spoken(row));
    }
    top->setExpanded(section.mark == Mark::Bad || section.rows.size() < LongSection);
}

void TlsTree::show(const QList<report::TlsSection> &sections)
{
    if (sections == m_shown)
        return; // while a check runs, what is open and chosen stays so
    m_shown = sections;
    clear();
    for (const report::TlsSection &section : sections)
        addSection(section);
    dress();
}

void TlsTree::dress()
{
    const Theme &theme = Theme::instance();
    for (int section = 0; section < topLevelItemCount(); ++section) {
        QTreeWidgetItem *top = topLevelItem(section);
        top->setFont(0, theme.font(TextStyle::BodyStrong));
        top->setForeground(0, colour(tokenOf(static_cast<Mark>(top->data(0, MarkRole).toInt()))));
        for (int row = 0; row < top->childCount(); ++row) {
            QTreeWidgetItem *item = top->child(row);
            item->setFont(0, theme.font(TextStyle::Secondary));
            item->setForeground(0, colour(Token::Text2));
            item->setFont(1, theme.font(TextStyle::Code));
            item->setForeground(1, colour(tokenOf(static_cast<Mark>(item->data(0, MarkRole).toInt()))));
        }
    }
}

void TlsTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentItem()) {
        const QTreeWidgetItem *item = currentItem();
        QGuiApplication::clipboard()->setText(item->parent() ? item->text(1) : item->text(0));
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace wirewise::gui
