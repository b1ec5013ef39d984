#pragma once

#include "gui/widgets/token.h"

#include <QByteArrayView>
#include <QIcon>
#include <QPixmap>
#include <QStringList>

#include <optional>

class QPainter;
class QRectF;

namespace wirewise::gui::Icons {

/// An icon of ours by name ("octagon-x"), drawn in the text's colour or in that of the token, disabled in
/// Faint. It is drawn anew at every size, pixel ratio and theme; an unknown name gives an empty icon.
[[nodiscard]] QIcon icon(QByteArrayView name, std::optional<Token> token = std::nullopt);

/// A square pixmap of size logical pixels.
[[nodiscard]] QPixmap pixmap(QByteArrayView name, int size, const QColor &colour, qreal dpr);

/// Paints the icon into the largest square in the middle of rect.
void paint(QPainter *painter, QByteArrayView name, const QRectF &rect, const QColor &colour);

/// Every name there is, sorted.
[[nodiscard]] QStringList names();

} // namespace wirewise::gui::Icons
